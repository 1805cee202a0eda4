namespace Dixa.Warehouse.Stores;

/// <summary>Parts of statements that both databases understand.</summary>
public static class SqlText
{
    /// <summary>A name in double quotes: as it is, whatever characters it has.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string List(IEnumerable<string> parts) => string.Join(", ", parts);

    /// <summary>The condition under which the row that comes replaces the one that is there: it is of a later refresh, or not earlier by its cursor.</summary>
    /// <param name="stored">What the stored row is called in the statement.</param>
    /// <param name="cursor">The cursor's column, quoted; null for none.</param>
    public static string IsLater(string stored, string? cursor)
    {
        var generation = Quote(Tables.SystemColumns.Generation);
        return cursor is null
            ? "true"
            : $"{stored}.{generation} < excluded.{generation} OR excluded.{cursor} >= {stored}.{cursor} OR excluded.{cursor} IS NULL OR {stored}.{cursor} IS NULL";
    }
}
