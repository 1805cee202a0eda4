using System.Collections.Concurrent;
using System.Globalization;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>What many cases came to. Cases add to it side by side.</summary>
public sealed class KillTally
{
    private readonly ConcurrentDictionary<Disturbance, int> _strikes = new();
    private readonly ConcurrentDictionary<string, int> _others = new();
    private long _rows;

    /// <summary>A disturbance struck.</summary>
    public void Struck(Disturbance kind) => _strikes.AddOrUpdate(kind, 1, (_, known) => known + 1);

    public void Add(string what, int times = 1) => _others.AddOrUpdate(what, times, (_, known) => known + times);

    public void AddRows(int rows) => Interlocked.Add(ref _rows, rows);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(", ", _others.OrderBy(each => each.Key).Select(each => $"{each.Value} {each.Key}"))}, {_rows} rows compared; struck: {string.Join(", ", _strikes.OrderBy(each => each.Key).Select(each => $"{each.Key} {each.Value}"))}");
}
