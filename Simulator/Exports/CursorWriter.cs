using System.Text.Json;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Exports;

/// <summary>Writes the time by which a row is found, as far as the row shows it.</summary>
public static class CursorWriter
{
    /// <summary>How far off a time is that lies in the future.</summary>
    public const long FutureMs = 3_650 * 86_400_000L;

    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, long timeMs, CursorDefect defect)
    {
        switch (defect)
        {
            case CursorDefect.Missing:
                break;
            case CursorDefect.Null:
                json.WriteNull(name);
                break;
            case CursorDefect.Text:
                json.WriteString(name, "unknown"u8);
                break;
            case CursorDefect.Boolean:
                json.WriteBoolean(name, true);
                break;
            case CursorDefect.Fraction:
                json.WriteNumber(name, 0.5);
                break;
            case CursorDefect.Elements:
                json.WriteStartArray(name);
                json.WriteNumberValue(timeMs);
                json.WriteEndArray();
                break;
            case CursorDefect.Members:
                json.WriteStartObject(name);
                json.WriteNumber("ms"u8, timeMs);
                json.WriteEndObject();
                break;
            default:
                json.WriteNumber(name, defect == CursorDefect.Future ? timeMs + FutureMs : timeMs);
                break;
        }
    }
}
