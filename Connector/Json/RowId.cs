using System.Globalization;
using System.Text.Json;

namespace Dixa.Connector.Json;

/// <summary>The id by which the API is asked for what hangs on a row.</summary>
public static class RowId
{
    private static readonly NameTable<bool> Names = new([("id", true)]);

    /// <param name="row">An object, checked to be JSON; anything else has no id.</param>
    /// <exception cref="JsonException">The row has no id that an address could carry: what hangs on it would be missing, and nobody would see it.</exception>
    public static string Of(ReadOnlySpan<byte> row)
    {
        var id = Find(row);
        var text = LooseValue.Text(id) ?? LooseValue.Number(id)?.ToString(CultureInfo.InvariantCulture);

        // Neither nothing nor a dot is a part of a path: the address would be another one.
        return text is null || text.Trim() is "" or "." or ".."
            ? throw new JsonException($"the \"id\" of a row is {(text is null ? LooseValue.Describe(id) : "an empty text")}, so nothing can be asked for it")
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
