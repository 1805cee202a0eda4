using Dixa.Benchmarks.Processes;

namespace Dixa.Benchmarks.Warehouses;

/// <summary>A SQLite file, and the <c>sqlite3</c> of the machine with the durability and the cache that the warehouse has.</summary>
public sealed class SqliteTarget(Workbench bench) : ITarget
{
    private readonly string _path = bench.NewPath("dixa.db");

    public string Name => "SQLite";

    public string Loader => ".import";

    public string Setting => _path;

    public string Table(string name) => name;

    public void Clear()
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_path)!, $"{Path.GetFileName(_path)}*"))
        {
            File.Delete(file);
        }
    }

    public void Settle() => Shell.Run("sync");

    public string Encode(IReadOnlyList<string?> values) => string.Join(',', values.Select(value => $"\"{value?.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    public Command Load(string table, string file) => new("sqlite3", [_path, "PRAGMA synchronous = FULL", "PRAGMA cache_size = -16000", ".mode csv", $".import {file} {table}"]);

    public Command Read(string sql) => new("sqlite3", [_path, sql]);

    public string Ask(string sql) => Shell.Run("sqlite3", _path, sql);

    public long Bytes() => new FileInfo(_path).Length;

    public void Dispose() => Clear();
}
