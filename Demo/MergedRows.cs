namespace Dixa.Demo;

/// <summary>What a warehouse would hold that took the reads as configured: the digest of each row.</summary>
public sealed class MergedRows
{
    private readonly Dictionary<string, Dictionary<string, string>> _tables = [];

    /// <summary>How many rows each table has, by its stream.</summary>
    public IReadOnlyDictionary<string, int> Counts => _tables.ToDictionary(table => table.Key, table => table.Value.Count);

    public void Take(ReadTally read)
    {
        foreach (var stream in read.Streams)
        {
            var table = stream.Stream.IsIncremental && _tables.TryGetValue(stream.Stream.Name, out var earlier) ? earlier : [];
            foreach (var (key, digest) in stream.Versions)
            {
                table[key] = digest;
            }

            _tables[stream.Stream.Name] = table;
        }
    }

    /// <summary>How a table differs from what the simulator holds, as a sentence; null if it doesn't.</summary>
    /// <param name="held">What it holds now, by key.</param>
    /// <param name="earlier">
    /// What it held at the read before, for a stream that only brings changes: a row without a change that the stream goes by may
    /// still be as it was then, and one that has been deleted since stays.
    /// </param>
    public string? Compare(string stream, IReadOnlyDictionary<string, HeldRow> held, IReadOnlyDictionary<string, HeldRow>? earlier)
    {
        var table = _tables[stream];
        var missing = held.Keys.Count(key => !table.ContainsKey(key));
        var unknown = table.Keys.Count(key => !held.ContainsKey(key) && earlier?.ContainsKey(key) != true);
        var others = held.Count(row => table.TryGetValue(row.Key, out var digest) && digest != row.Value.Digest && digest != Unread(row.Key, row.Value));
        return missing + unknown + others == 0 ? null
            : $"{stream}: of the {Figure.Count(held.Count, "row")} in the simulator {missing} are missing and {others} have other values; {unknown} are not in the simulator.";

        string? Unread(string key, HeldRow row) =>
            earlier?.GetValueOrDefault(key) is { } before && before.ChangedAtMs == row.ChangedAtMs ? before.Digest : null;
    }
}
