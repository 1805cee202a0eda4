namespace Dixa.Warehouse.Tables;

/// <summary>A column that a table has.</summary>
/// <param name="Type">Null where it is of a type that no stream's column has: somebody else made it.</param>
/// <param name="StoredType">What the database calls its type.</param>
public sealed record StoredColumn(string Name, ColumnType? Type, string StoredType);
