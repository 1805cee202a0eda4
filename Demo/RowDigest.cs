using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Dixa.Demo;

/// <summary>All values of a row in one, so that rows are compared without being kept: equal for the same values in another order or spelling.</summary>
public static class RowDigest
{
    /// <param name="schema">Says which texts are times: the connector may spell those differently from the API.</param>
    public static string Of(JsonElement row, JsonElement schema)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            Write(json, row, schema);
        }

        return Convert.ToHexString(SHA256.HashData(bytes.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter json, JsonElement value, JsonElement? schema)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value, Part(Part(schema, "properties"), member.Name));
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(json, item, Part(schema, "items"));
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.String when Part(schema, "format") is { ValueKind: JsonValueKind.String } format && format.ValueEquals("date-time"):
                json.WriteStringValue(Instant(value.GetString()!));
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    /// <summary>Zone names such as `[GMT]` stand after an offset; times without a zone are in UTC.</summary>
    private static string Instant(string text) =>
        DateTimeOffset.TryParse(text.Split('[')[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time.ToString("O", CultureInfo.InvariantCulture)
            : text;

    private static JsonElement? Part(JsonElement? schema, string name) =>
        schema is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var part) ? part : null;
}
