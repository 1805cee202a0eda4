using System.Buffers;
using System.Text;
using System.Text.Json;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Recording.Replacement;

/// <summary>Replaces what is inside a text that is JSON of Dixa's itself, as the payload in a webhook's log is.</summary>
public static class NestedJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = PlainJsonEncoder.Instance, SkipValidation = true };

    /// <returns>Null if the text is no JSON object or array.</returns>
    public static string? TryReplace(string text, Replacements replacements, int nesting)
    {
        if (text.Length < 2 || (text[0], text[^1]) is not (('{', '}') or ('[', ']')))
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            var made = new ArrayBufferWriter<byte>();
            using var json = new Utf8JsonWriter(made, Plain);
            var replacement = new JsonReplacement(replacements, nesting);
            while (reader.Read())
            {
                replacement.Write(ref reader, json);
            }

            json.Flush();
            return Encoding.UTF8.GetString(made.WrittenSpan);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
