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
        if (row[0] != '{')
        {
            return id;
        }

        var scanner = new JsonScanner(row, 1);
        var (isFirst, place) = (true, 0);
        while (scanner.NextMember(ref isFirst, out var isOver) && !isOver)
        {
            var isId = Names.TryFind(scanner, ref place, out _);
            var start = scanner.At;
            scanner.SkipValue();
            id = isId ? scanner.Text(start) : id;
        }

        return id;
    }
}
