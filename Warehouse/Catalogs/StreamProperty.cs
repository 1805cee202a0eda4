using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Catalogs;

/// <summary>A property of a stream's schema.</summary>
public sealed record StreamProperty(string Name, ColumnType Type);
