namespace Dixa.Warehouse.Tables;

/// <summary>What a database can't hold, and what becomes of it.</summary>
/// <param name="HoldsNul">Whether texts may have the character NUL.</param>
/// <param name="ParsesJson">Whether JSON is parsed when it is stored: then NUL, half characters and numbers beyond all measure have no place in it.</param>
/// <param name="TimesAreText">Whether moments are stored as their text, in which each digit of a second has room.</param>
public sealed record ValueRules(bool HoldsNul, bool ParsesJson, bool TimesAreText);
