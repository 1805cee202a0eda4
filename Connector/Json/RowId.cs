using System.Globalization;
using System.Text.Json;

namespace Dixa.Connector.Json;

/// <summary>The id with which the children of a row are requested.</summary>
public static class RowId
{
    private static readonly NameTable<bool> Names = new([("id", true)]);

    /// <param name="row">A valid object. Anything else has no id.</param>
    /// <exception cref="JsonException">The row has no id that can be part of an address. Skipping it would lose its children without notice.</exception>
    public static string Of(ReadOnlySpan<byte> row)
    {
        var id = Find(row);
        var text = LooseValue.Text(id) ?? LooseValue.Number(id)?.ToString(CultureInfo.InvariantCulture);

        // An empty segment or dots would change the address.
        return text is null || text.Trim() is "" or "." or ".."
            ? throw new JsonException($"the \"id\" of a row is {(text is null ? LooseValue.Describe(id) : "an empty text")}, so its children can't be requested")
            : text;
    }

    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> row)
    {
        ReadOnlySpan<byte> id = default;
        var place = 0;
        foreach (var member in new JsonMembers(row))
        {
            id = Names.TryFind(member, ref place, out _) ? member.Value : id;
        }

        return id;
    }
}
