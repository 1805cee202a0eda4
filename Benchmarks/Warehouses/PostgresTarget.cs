using System.Globalization;
using Dixa.Benchmarks.Processes;

namespace Dixa.Benchmarks.Warehouses;

/// <summary>A PostgreSQL server in a directory of its own, with the settings that the package has.</summary>
/// <remarks>PostgreSQL refuses to run as root: then Debian's user <c>postgres</c> runs it.</remarks>
public sealed class PostgresTarget : ITarget
{
    public const string Schema = "dixa";

    private readonly string _binaries;
    private readonly string _directory;
    private readonly string _port;

    private PostgresTarget(Workbench bench, string binaries)
    {
        _binaries = binaries;
        _directory = bench.NewPath("postgres");
        _port = FreePort.Find().ToString(CultureInfo.InvariantCulture);
        Directory.CreateDirectory(_directory);
        if (Environment.UserName == "root")
        {
            Shell.Run("chmod", "755", bench.Folder);
            Shell.Run("chown", "postgres", _directory);
        }

        Run("initdb", "-D", Data, "-A", "trust", "-U", "postgres", "--locale=C.UTF-8");
        Run("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_directory, "log"), "-o", $"-p {_port} -k {_directory} -c listen_addresses=127.0.0.1", "start");
    }

    public string Name => "PostgreSQL";

    public string Loader => "\\copy";

    public string Setting => $"postgres://postgres@127.0.0.1:{_port}/postgres";

    private string Data => Path.Combine(_directory, "data");

    /// <summary>Starts a server; null where PostgreSQL is not installed.</summary>
    public static PostgresTarget? Start(Workbench bench) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")) : [])
            .FirstOrDefault(directory => File.Exists(Path.Combine(directory, "initdb"))) is { } binaries
            ? new PostgresTarget(bench, binaries)
            : null;

    public string Table(string name) => $"{Schema}.{name}";

    public void Clear() => Ask($"DROP SCHEMA IF EXISTS {Schema} CASCADE");

    public void Settle()
    {
        Ask("CHECKPOINT");
        Shell.Run("sync");
    }

    public string Encode(IReadOnlyList<string?> values) => string.Join('\t', values.Select(value => value?.Replace("\\", "\\\\", StringComparison.Ordinal) ?? "\\N"));

    public Command Load(string table, string file) => new("psql", ["-q", .. Connection, "-c", $"\\copy {Table(table)} from '{file}'"]);

    public Command Read(string sql) => new("psql", ["-q", "-A", "-t", .. Connection, "-c", sql]);

    public string Ask(string sql) => Shell.Run("psql", ["-q", "-A", "-t", .. Connection, "-c", "SET client_min_messages = error", "-c", sql]);

    public long Bytes() => long.Parse(Ask("SELECT pg_database_size('postgres')"), CultureInfo.InvariantCulture);

    public void Dispose() => Run("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    private string[] Connection => ["-X", "-h", "127.0.0.1", "-p", _port, "-U", "postgres"];

    private void Run(string program, params string[] arguments)
    {
        // A server that is started keeps what it inherits: it is given nothing to write to.
        string[] quiet = ["-c", "exec \"$@\" > /dev/null 2>&1 < /dev/null", "sh", Path.Combine(_binaries, program), .. arguments];
        _ = Environment.UserName == "root" ? Shell.Run("runuser", ["-u", "postgres", "--", "sh", .. quiet]) : Shell.Run("sh", quiet);
    }
}
