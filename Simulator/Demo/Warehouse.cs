namespace Dixa.Simulator.Demo;

/// <summary>What a warehouse would hold that took the reads as configured: which records, and in which version.</summary>
public sealed class Warehouse
{
    private readonly Dictionary<string, Dictionary<string, string>> _tables = [];

    public int Rows => _tables.Values.Sum(table => table.Count);

    public void Take(ReadTally read)
    {
        foreach (var stream in read.Streams)
        {
            var table = stream.Stream.IsIncremental && _tables.TryGetValue(stream.Stream.Name, out var earlier) ? earlier : [];
            foreach (var (key, version) in stream.Versions)
            {
                table[key] = version;
            }

            _tables[stream.Stream.Name] = table;
        }
    }

    /// <summary>How a table differs from what its origin shows, as a sentence; null if it doesn't.</summary>
    public string? Compare(string stream, IEnumerable<(string Key, string Version)> rows)
    {
        var table = _tables[stream];
        var held = rows.ToDictionary(row => row.Key, row => row.Version);
        var missing = held.Keys.Count(key => !table.ContainsKey(key));
        var unknown = table.Keys.Count(key => !held.ContainsKey(key));
        var outdated = held.Count(row => table.TryGetValue(row.Key, out var version) && version != row.Value);
        return missing + unknown + outdated == 0 ? null
            : $"{stream}: of the {held.Count} rows in the simulator {missing} are missing and {outdated} are not the latest version; {unknown} are not in the simulator.";
    }
}
