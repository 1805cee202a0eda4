namespace Dixa.Benchmarks;

/// <summary>What every suite works with: the executable that ships, a folder that goes away, and how much to do.</summary>
public sealed class Workbench(BenchmarkArguments arguments) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dixa-benchmark");

    /// <summary>The executable, where a build of this program publishes it.</summary>
    public static string Connector { get; } = Path.GetFullPath(Path.Combine("artifacts", "source-dixa", "source-dixa"));

    /// <summary>The warehouse, where a build publishes it.</summary>
    public static string Warehouse { get; } = Path.GetFullPath(Path.Combine("artifacts", "dixa-warehouse", "dixa-warehouse"));

    /// <summary>What keeps anything from being measured, as a sentence.</summary>
    public string? Missing { get; } = new[] { Connector, Warehouse }.FirstOrDefault(program => !File.Exists(program)) is not { } missing
        ? null
        : $"There is no {missing}. Run this from the repository's root, on Linux x64, where a build publishes it.";

    public int Runs => arguments.Runs;

    public string Folder => _folder.FullName;

    /// <summary>A path that nothing lies at yet.</summary>
    public string NewPath(string name) => Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}-{name}");

    /// <summary>So much of a full load as was asked for.</summary>
    public int Scaled(int count) => Math.Max(1, (int)(count * arguments.Scale));

    /// <summary>Tells whoever waits what is going on.</summary>
    public static void Say(string what) => Console.WriteLine(what);

    public void Dispose() => _folder.Delete(recursive: true);
}
