using System.Text;

namespace Dixa.Connector.Json;

/// <summary>Names of the top-level fields that the reader picks out of each record while it scans it.</summary>
public sealed class RecordKeys(IEnumerable<string> primaryKey, string? cursor)
{
    public byte[][] PrimaryKey { get; } = [.. primaryKey.Select(Encoding.UTF8.GetBytes)];

    public byte[]? Cursor { get; } = cursor is null ? null : Encoding.UTF8.GetBytes(cursor);
}
