using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Views.Inputs;

/// <summary>The table that holds a stream, as it is now.</summary>
/// <param name="Name">Its name in a statement.</param>
/// <param name="IsUnique">Whether the database sees to it that no key is there twice.</param>
public sealed record InputTable(string Name, IReadOnlyList<StoredColumn> Columns, bool IsUnique)
{
    /// <summary>The column of a property: Airbyte's destination has written names in lower case at times.</summary>
    public StoredColumn? Find(string property) =>
        Columns.FirstOrDefault(column => column.Name == property) ?? Columns.FirstOrDefault(column => string.Equals(column.Name, property, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it tells when each of its rows was written. Airbyte's tables don't: they tell when a row was read.</summary>
    public bool TellsChanges => Find(SystemColumns.LoadedAt) is not null;
}
