namespace Dixa.Warehouse.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Property">The name in the records.</param>
/// <param name="Name">The name in the database.</param>
/// <param name="IsKey">Whether it is a part of the primary key.</param>
public sealed record TableColumn(string Property, string Name, ColumnType Type, bool IsKey);
