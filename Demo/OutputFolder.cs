using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Simulator.Commands;

namespace Dixa.Demo;

/// <summary>The directory that the demo leaves behind, and the names of the files in it.</summary>
public sealed class OutputFolder
{
    public const string Spec = "01-spec.jsonl";
    public const string Check = "02-check.jsonl";
    public const string Discover = "03-discover.jsonl";
    public const string FullRead = "04-read-full.jsonl";
    public const string FullWrite = "04-write-full.jsonl";
    public const string IncrementalRead = "05-read-incremental.jsonl";
    public const string IncrementalWrite = "05-write-incremental.jsonl";
    public const string Database = "dixa.db";
    public const string WarehouseConfig = "warehouse.json";
    public const string Config = "config.json";
    public const string Catalog = "catalog.json";
    public const string State = "state.json";

    /// <summary>Every file, and what it holds.</summary>
    public static IReadOnlyList<(string Name, string Content)> Contents { get; } =
    [
        (Spec, "the settings that the connector takes, as a SPEC message"),
        (Check, "whether they work, as a CONNECTION_STATUS"),
        (Discover, "the streams with their schemas, as a CATALOG"),
        (FullRead, "the first read: RECORDs, STATEs, and TRACEs and LOGs on its course"),
        (FullWrite, "the STATEs that dixa-warehouse gave back, once their rows were committed"),
        (IncrementalRead, "the second read: the same, of what had changed"),
        (IncrementalWrite, "the STATEs of that, given back"),
        (Database, "the tables of both reads, in SQLite"),
        (Config, "the settings of this demo; its simulated Dixa is gone"),
        (WarehouseConfig, "the settings of dixa-warehouse: where the database is"),
        (Catalog, "the streams that both reads were asked for; good for your own reads too"),
        (State, "the last STATE of each stream of the first read, from which the second went on"),
    ];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private OutputFolder(string path) => Path = path;

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>Makes a directory in which nothing is replaced.</summary>
    /// <param name="path">The one that was asked for, which must be new or empty; null for one in the parent, named after the time.</param>
    /// <exception cref="UsageException">The one that was asked for is not empty.</exception>
    public static OutputFolder Create(string? path, DateTimeOffset now, string parent = "demo-output")
    {
        if (path is not null)
        {
            return IsFree(path) ? Make(path) : throw new UsageException($"--output: {path} is not empty, and the demo replaces nothing. Name a new directory.");
        }

        var name = System.IO.Path.Combine(parent, now.ToString("yyyy-MM-dd'T'HHmmss", CultureInfo.InvariantCulture));
        return Make(Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{name}-{number}").Prepend(name).First(IsFree));
    }

    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    /// <summary>A file that others can read while it is written.</summary>
    public Stream OpenNew(string file) =>
        new FileStream(PathOf(file), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 64 * 1024);

    public void Write(string file, JsonNode content) => File.WriteAllText(PathOf(file), content.ToJsonString(Indented) + "\n");

    private static OutputFolder Make(string path) => new(Directory.CreateDirectory(path).FullName);

    private static bool IsFree(string path) => !System.IO.Path.Exists(path) || (Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any());
}
