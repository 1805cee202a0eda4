using System.Text.Json;

namespace Dixa.Connector.Json;

/// <summary>Reads an envelope's <c>meta</c>: the link to the next page, if there is one.</summary>
/// <remarks>
/// Only an absent or null <c>meta</c> or <c>next</c> means the last page. Any other value that is not a link is an error, since a
/// list that ends too early looks complete. An empty text is an error too: as a relative link it leads to the same page again.
/// </remarks>
public static class NextLink
{
    /// <param name="meta">The member's value.</param>
    /// <returns>The link; null on the last page.</returns>
    /// <exception cref="JsonException">It is unclear whether there is a next page.</exception>
    public static string? Of(ReadOnlyMemory<byte> meta)
    {
        using var document = JsonDocument.Parse(meta);
        var root = document.RootElement;
        try
        {
            return root.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.Object => OfNext([.. root.EnumerateObject().Where(member => member.NameEquals("next"u8)).Select(member => member.Value)]),
                var kind => throw new JsonException($"\"meta\" is a JSON {kind}, not an object"),
            };
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("\"meta\" or \"meta.next\" is not valid text", exception);
        }
    }

    private static string? OfNext(JsonElement[] next) => next switch
    {
        [] or [{ ValueKind: JsonValueKind.Null }] => null,
        [{ ValueKind: JsonValueKind.String } link] => link.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw new JsonException("\"meta.next\" is an empty text, not a link"),
        [var other] => throw new JsonException($"\"meta.next\" is a JSON {other.ValueKind}, not a link"),
        _ => throw new JsonException("the body has \"meta.next\" twice"),
    };
}
