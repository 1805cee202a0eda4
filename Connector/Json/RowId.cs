using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Dixa.Connector.Json;

/// <summary>The id by which the API is asked for what hangs on a row.</summary>
public static class RowId
{
    /// <exception cref="JsonException">The row has no id that an address could carry: what hangs on it would be missing, and nobody would see it.</exception>
    public static string Of(in JsonRecord record)
    {
        using var document = JsonDocument.Parse(record.Json.ToArray(), new JsonDocumentOptions { MaxDepth = JsonScanner.MaxDepth });
        return Of(document.RootElement);
    }

    /// <inheritdoc cref="Of(in JsonRecord)"/>
    public static string Of(JsonElement row)
    {
        var id = row.ValueKind == JsonValueKind.Object && row.TryGetProperty("id"u8, out var member) ? JsonMarshal.GetRawUtf8Value(member) : default;
        var text = LooseValue.Text(id) ?? LooseValue.Number(id)?.ToString(CultureInfo.InvariantCulture);

        // Neither nothing nor a dot is a part of a path: the address would be another one.
        return text is null || text.Trim() is "" or "." or ".."
            ? throw new JsonException($"the \"id\" of a row is {(text is null ? LooseValue.Describe(id) : "an empty text")}, so nothing can be asked for it")
            : text;
    }
}
