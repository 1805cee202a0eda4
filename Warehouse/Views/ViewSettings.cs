namespace Dixa.Warehouse.Views;

/// <summary>What the settings say of the views.</summary>
/// <param name="TimeZone">The reporting time zone, by its IANA name; null for the one of the schedules.</param>
/// <param name="BusinessHours">The schedule that counts, by name or id, where a queue has none of its own; null for the only one that has hours.</param>
public sealed record ViewSettings(string? TimeZone = null, string? BusinessHours = null);
