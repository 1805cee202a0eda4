using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dixa.Connector.Json;

namespace Dixa.Connector.State;

/// <summary>The format of a stream's cursor, in records and in states.</summary>
public abstract class CursorForm
{
    /// <summary>An integer, Unix time in milliseconds. A state may also have an RFC 3339 date-time or a string of digits, which Airbyte's own connector writes.</summary>
    public static CursorForm Milliseconds { get; } = new MillisecondsForm();

    /// <summary>A string, RFC 3339 in UTC with milliseconds. Dixa may append the name of a zone.</summary>
    public static CursorForm DateTime { get; } = new DateTimeForm();

    /// <summary>The format's name in messages.</summary>
    public abstract string Description { get; }

    /// <summary>Parses a record's cursor; null if it does not have this format.</summary>
    public abstract long? OfRecord(ReadOnlySpan<byte> cursor);

    /// <summary>Parses a state's cursor; null if it does not have this format.</summary>
    public abstract long? OfState(JsonElement cursor);

    public abstract void Write(Utf8JsonWriter json, string name, long milliseconds);

    public static string ToDateTime(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private sealed class MillisecondsForm : CursorForm
    {
        public override string Description => "a Unix time in milliseconds";

        public override long? OfRecord(ReadOnlySpan<byte> cursor) =>
            Utf8Parser.TryParse(cursor, out long milliseconds, out var length) && length == cursor.Length ? milliseconds : null;

        public override long? OfState(JsonElement cursor)
        {
            long milliseconds = 0;
            if (cursor.ValueKind == JsonValueKind.String)
            {
                var text = cursor.GetString()!;
                return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out milliseconds) ? milliseconds
                    : text.Contains('T', StringComparison.Ordinal) ? DateTimeText.ToMilliseconds(Encoding.UTF8.GetBytes(text))
                    : null;
            }

            return cursor.ValueKind == JsonValueKind.Number && cursor.TryGetInt64(out milliseconds) ? milliseconds : null;
        }

        public override void Write(Utf8JsonWriter json, string name, long milliseconds) => json.WriteNumber(name, milliseconds);
    }

    private sealed class DateTimeForm : CursorForm
    {
        public override string Description => "an RFC 3339 date-time";

        public override long? OfRecord(ReadOnlySpan<byte> cursor) => DateTimeText.ToMilliseconds(cursor);

        public override long? OfState(JsonElement cursor) =>
            cursor.ValueKind == JsonValueKind.String ? DateTimeText.ToMilliseconds(Encoding.UTF8.GetBytes(cursor.GetString()!)) : null;

        public override void Write(Utf8JsonWriter json, string name, long milliseconds) => json.WriteString(name, ToDateTime(milliseconds));
    }
}
