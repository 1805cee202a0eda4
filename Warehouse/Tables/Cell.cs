namespace Dixa.Warehouse.Tables;

/// <summary>A value of a row: a number, or a place in the row's bytes.</summary>
/// <param name="Start">Where its bytes begin: in the line, or where <paramref name="IsInScratch"/> says so in the scratch.</param>
/// <param name="Value">A whole number or a boolean; of a moment the microseconds since 2000 began in UTC, of a date the days since then, of a time of day its microseconds.</param>
/// <param name="OffsetSeconds">Of a time of day with an offset: how far it is ahead of UTC.</param>
public readonly record struct Cell(CellKind Kind, int Start = 0, int Length = 0, bool IsInScratch = false, long Value = 0, int OffsetSeconds = 0);
