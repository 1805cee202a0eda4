using System.Globalization;
using System.Text;
using System.Text.Json;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Writing;

/// <summary>The latest cursor of a stream's records, where cursors are times: by it one knows whether what was announced has come.</summary>
/// <param name="property">The cursor's property: Unix milliseconds, or an RFC 3339 date-time.</param>
public sealed class NewestCursor(string property)
{
    private const long LastMs = 253_402_300_799_999;

    private readonly byte[] _property = Encoding.UTF8.GetBytes(property);

    /// <summary>Null before the first record that has one.</summary>
    public DateTimeOffset? Time { get; private set; }

    /// <summary>Looks at the line of a RECORD. One that is broken is passed over: whoever reads the whole of it says so.</summary>
    public void See(ReadOnlySpan<byte> line)
    {
        try
        {
            var time = Of(line);
            Time = time > Time || Time is null ? time ?? Time : Time;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
        }
    }

    private DateTimeOffset? Of(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, RowReader.ReaderOptions);
        return reader.Read() && JsonMembers.TryEnter(ref reader, "record"u8) && JsonMembers.TryEnter(ref reader, "data"u8) && JsonMembers.TryEnter(ref reader, _property)
            ? Read(ref reader)
            : null;
    }

    private static DateTimeOffset? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt64(out var ms) && ms is >= 0 and <= LastMs => DateTimeOffset.FromUnixTimeMilliseconds(ms),
        JsonTokenType.String when DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        _ => null,
    };
}
