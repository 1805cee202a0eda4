using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Dixa.Warehouse.Harness;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

namespace Dixa.Warehouse.Harness;

/// <summary>A PostgreSQL server of the tests' own, in a directory of its own. It is started when a test first asks for it.</summary>
/// <remarks>PostgreSQL refuses to run as root: then Debian's user <c>postgres</c> runs it.</remarks>
public sealed class PostgresCluster : IDisposable
{
    private static readonly string? Binaries = FindBinaries();

    /// <summary>The files of a server that has never run. To copy them takes a twentieth of the time that <c>initdb</c> does.</summary>
    private static readonly Lazy<string> NewServer = new(MakeNewServer);

    private readonly Lock _gate = new();
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"dixa-pg-{Guid.NewGuid():N}");
    private bool _isMade;

    public int Port { get; } = FreePort();

    public string Url => $"postgres://postgres@127.0.0.1:{Port}/postgres";

    /// <summary>Skips the test where PostgreSQL is not installed.</summary>
    public static void Require() => Assert.SkipUnless(Binaries is not null, "PostgreSQL is not installed: apt-get install postgresql");

    /// <summary>The connection string to a running server; skips the test where PostgreSQL is not installed.</summary>
    public string Start()
    {
        Require();
        lock (_gate)
        {
            if (!_isMade)
            {
                _isMade = true;
                Execute("cp", ["-a", NewServer.Value, _directory]);
                Up();
            }
        }

        return Url;
    }

    /// <summary>Starts it. Nothing is compiled (jit): for the statements of tests, which meet few rows, that takes longer than they do.</summary>
    public void Up() => Run("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_directory, "log"), "-o", $"-p {Port} -k {_directory} -c listen_addresses=127.0.0.1 -c max_connections=100 -c fsync=off -c jit=off", "start");

    /// <summary>Stops it as a power cut would, but for the kernel, which keeps what was written: so it need not wait for the disk.</summary>
    public void Down() => Run("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    /// <summary>Makes a directory the server's own.</summary>
    public void Own(string directory)
    {
        Start();
        GiveAway(directory);
    }

    public void Dispose()
    {
        if (_isMade)
        {
            Down();
            Execute("rm", ["-rf", _directory]);
        }
    }

    private string Data => Path.Combine(_directory, "data");

    private static string MakeNewServer()
    {
        var directory = Directory.CreateTempSubdirectory("dixa-pg-new-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        GiveAway(directory);
        Run("initdb", "-D", Path.Combine(directory, "data"), "-A", "trust", "-U", "postgres", "--no-sync", "--locale=C.UTF-8");
        return directory;
    }

    private static void GiveAway(string directory)
    {
        if (Environment.UserName == "root")
        {
            Execute("chown", ["postgres", directory]);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries!, program);
        if (Environment.UserName == "root")
        {
            Execute("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Execute(path, arguments);
        }
    }

    private static void Execute(string program, string[] arguments)
    {
        // What is started in the background keeps what it inherits, so no pipe is given to it.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" > /dev/null 2>&1 < /dev/null", "sh", program, .. arguments]) { WorkingDirectory = "/" })!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static string? FindBinaries() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")) : [])
        .FirstOrDefault(directory => File.Exists(Path.Combine(directory, "initdb")) && File.Exists(Path.Combine(directory, "pg_ctl")));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
