using System.Text.Json;

namespace Dixa.Connector.Faults.Properties;

/// <summary>A destination's table of one stream, with de-duplication: of each key the version with the highest cursor, of these the last.</summary>
public sealed class Destination
{
    private readonly Dictionary<string, Version> _rows = [];

    public IReadOnlyDictionary<string, Version> Rows => _rows;

    public void Write(string key, long? cursorMs, JsonElement data)
    {
        if (!_rows.TryGetValue(key, out var held) || held.CursorMs is null || cursorMs is null || cursorMs >= held.CursorMs)
        {
            _rows[key] = new Version(cursorMs, data);
        }
    }
}
