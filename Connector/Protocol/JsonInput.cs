using System.Text.Json;
using System.Text.Unicode;

namespace Dixa.Connector.Protocol;

/// <summary>Reads a JSON file that the platform hands over, with an error that says which one and what is wrong.</summary>
public static class JsonInput
{
    /// <param name="option">The command-line option that named the file, such as <c>--config</c>.</param>
    public static JsonElement Read(string path, string option)
    {
        try
        {
            var bytes = File.ReadAllBytes(path).AsMemory();
            bytes = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
            using var document = JsonDocument.Parse(bytes);
            return IsUnicode(bytes.Span)
                ? document.RootElement.Clone()
                : throw new ConnectorException(FailureKind.Config, $"The file given as {option} is not valid Unicode ({path}). Save it as UTF-8.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                FailureKind.Config,
                // The text itself in the place of a path must not be repeated: it holds the token.
                path.TrimStart().StartsWith('{')
                    ? $"{option} wants the path of a file, not its text."
                    : $"The file given as {option} can't be read: {path}. Check that it exists, is a file and may be read.",
                exception.GetType().Name);
        }
        catch (JsonException exception)
        {
            // The parser's own words can quote the input, which may be the token: only the place is told.
            throw new ConnectorException(
                FailureKind.Config,
                $"The file given as {option} is not valid JSON ({path}, line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).");
        }
    }

    /// <summary>A member's value; null when it is absent or an explicit <c>null</c>, which platforms send for every optional one.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A member's text; null when it is absent, <c>null</c> or no string.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>An object's members; none for any other value.</summary>
    public static IEnumerable<JsonProperty> EnumerateMembers(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    /// <summary>Whether every name and text can be read. The parser looks at neither their bytes nor for the other half of a <c>\ud800</c>.</summary>
    private static bool IsUnicode(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
