using Dixa.Warehouse.Catalogs;

namespace Dixa.Warehouse.Tables;

/// <summary>What has to become of a table so that it can take a stream: columns that are added, and columns that are widened. Nothing is dropped.</summary>
/// <param name="Columns">The columns in the order of the schema, as they will be.</param>
/// <param name="Added">Those that the table lacks.</param>
/// <param name="Widened">Those that hold too little, with the type that they had.</param>
/// <param name="LeftOut">Properties for which there is no room: their values go to <c>_extra</c>.</param>
public sealed record TablePlan(
    IReadOnlyList<TableColumn> Columns,
    IReadOnlyList<TableColumn> Added,
    IReadOnlyList<(TableColumn Column, StoredColumn Before)> Widened,
    IReadOnlyList<string> LeftOut)
{
    /// <summary>PostgreSQL keeps a row in a page of 8 KB, in which each long value leaves 18 bytes behind.</summary>
    public const int MostColumns = 400;

    /// <summary>Makes the plan.</summary>
    /// <param name="existing">The table's columns; empty where there is none.</param>
    /// <exception cref="WarehouseException">A column is of a type that can't be written to.</exception>
    public static TablePlan Make(ConfiguredStream stream, IReadOnlyList<StoredColumn> existing)
    {
        // A key that the schema lacks is a column all the same.
        var properties = stream.Properties.Concat(stream.Key.Where(key => stream.Properties.All(each => each.Name != key)).Select(key => new StreamProperty(key, ColumnType.Text))).ToList();
        var ordered = properties.OrderBy(property => stream.Key.Contains(property.Name) || property.Name == stream.Cursor ? 0 : 1).Take(MostColumns).Select(property => property.Name).ToHashSet();
        var kept = properties.Where(property => ordered.Contains(property.Name)).ToList();
        var names = Names.Assign(kept.Select(property => property.Name), existing.Select(column => column.Name), SystemColumns.Reserved);

        var columns = new List<TableColumn>();
        var added = new List<TableColumn>();
        var widened = new List<(TableColumn, StoredColumn)>();
        foreach (var property in kept)
        {
            if (!names.TryGetValue(property.Name, out var name))
            {
                continue;
            }

            var isKey = stream.Key.Contains(property.Name);
            if (existing.FirstOrDefault(each => each.Name == name) is not { } stored)
            {
                added.Add(new TableColumn(property.Name, name, property.Type, isKey));
                columns.Add(added[^1]);
                continue;
            }

            var had = stored.Type ?? throw WarehouseException.Configuration(
                $"The column {name} of the table of {stream.Name} has the type {stored.StoredType}, which no value of the stream can be written to. Rename the column, or give it back its type.");
            var column = new TableColumn(property.Name, name, ColumnTypes.Widest(had, property.Type), isKey);
            columns.Add(column);
            if (column.Type != had)
            {
                widened.Add((column, stored));
            }
        }

        return new TablePlan(columns, added, widened, [.. properties.Select(property => property.Name).Where(name => columns.TrueForAll(column => column.Property != name))]);
    }
}
