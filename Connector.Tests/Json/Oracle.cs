using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Dixa.Connector.Json;

/// <summary>What an answer holds by another parser, System.Text.Json's document, that sees all of it at once.</summary>
/// <param name="Records">Each record's bytes and cursor; null when the answer is to be refused.</param>
/// <param name="NextPage">The link to the next page.</param>
public sealed record Oracle(IReadOnlyList<(byte[] Json, string Cursor)>? Records, string? NextPage)
{
    /// <summary>The array and the record, which the connector does not count.</summary>
    private const int EnclosingLevels = 2;

    private static readonly Oracle Refused = new(null, null);

    public static Oracle Of(byte[] bytes, RecordSelector place)
    {
        var mark = "\uFEFF"u8;
        ReadOnlyMemory<byte> json = bytes.AsSpan().StartsWith(mark) ? bytes.AsMemory(mark.Length) : bytes;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonScanner.MaxDepth + EnclosingLevels + place.Path.Count });
            return place.Path.Count == 0 ? OfArray(document.RootElement, null) : OfEnvelope(document.RootElement, place.Path[0]);
        }
        catch (JsonException)
        {
            return Refused;
        }
    }

    private static Oracle OfEnvelope(JsonElement root, string name)
    {
        if (root.ValueKind != JsonValueKind.Object || root.EnumerateObject().Count(member => Is(member, name)) != 1)
        {
            return Refused;
        }

        if (!TryNextPage([.. root.EnumerateObject().Where(member => Is(member, "meta")).Select(member => member.Value)], out var nextPage))
        {
            return Refused;
        }

        return OfArray(root.EnumerateObject().Single(member => Is(member, name)).Value, nextPage);
    }

    /// <summary>Only an absent or null link, or an absent or null <c>meta</c>, is the last page.</summary>
    private static bool TryNextPage(JsonElement[] metas, out string? nextPage)
    {
        nextPage = null;
        if (metas is not [{ ValueKind: JsonValueKind.Object } meta])
        {
            return metas is [] or [{ ValueKind: JsonValueKind.Null }];
        }

        JsonElement[] next;
        try
        {
            next = [.. meta.EnumerateObject().Where(member => member.NameEquals("next")).Select(member => member.Value)];
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        if (next is not [{ ValueKind: JsonValueKind.String } link])
        {
            return next is [] or [{ ValueKind: JsonValueKind.Null }];
        }

        nextPage = IsText(link) ? link.GetString() : null;
        return !string.IsNullOrWhiteSpace(nextPage);
    }

    private static Oracle OfArray(JsonElement array, string? nextPage)
    {
        if (array.ValueKind != JsonValueKind.Array || array.EnumerateArray().Any(element => element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null)))
        {
            return Refused;
        }

        var records = array.EnumerateArray()
            .Where(element => element.ValueKind == JsonValueKind.Object && element.EnumerateObject().Any())
            .Select(element => OnOneLine(JsonMarshal.GetRawUtf8Value(element)))
            .Select(json => (json, CursorOf(json)))
            .ToList();
        return new Oracle(records, nextPage);
    }

    /// <summary>As a platform takes it: without line breaks, which can only stand between tokens, with escapes for the characters that some take for line breaks, and with U+FFFD for what is no text.</summary>
    private static byte[] OnOneLine(ReadOnlySpan<byte> json) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json)
        .Replace("\n", "", StringComparison.Ordinal)
        .Replace("\r", "", StringComparison.Ordinal)
        .Replace("\u2028", "\\u2028", StringComparison.Ordinal)
        .Replace("\u2029", "\\u2029", StringComparison.Ordinal)
        .Replace("\u0085", "\\u0085", StringComparison.Ordinal));

    private static string CursorOf(byte[] record)
    {
        using var document = JsonDocument.Parse(record, new JsonDocumentOptions { MaxDepth = JsonScanner.MaxDepth + EnclosingLevels });
        var cursor = document.RootElement.EnumerateObject()
            .Where(member => Is(member, "updated_at"))
            .Select(member => member.Value)
            .LastOrDefault(value => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null));
        return cursor.ValueKind == JsonValueKind.Undefined ? "" : Unquoted(JsonMarshal.GetRawUtf8Value(cursor));
    }

    private static string Unquoted(ReadOnlySpan<byte> value) => Encoding.Latin1.GetString(value[0] == '"' ? value[1..^1] : value);

    private static bool IsText(JsonElement text)
    {
        try
        {
            return text.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool Is(JsonProperty member, string name)
    {
        try
        {
            return member.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which this parser can't compare with anything.
            return false;
        }
    }
}
