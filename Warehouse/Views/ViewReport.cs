using System.Globalization;

namespace Dixa.Warehouse.Views;

/// <summary>What a refresh did.</summary>
/// <param name="Conversations">How many conversations the views know.</param>
/// <param name="Computed">How many of them were computed anew.</param>
/// <param name="Warnings">What keeps numbers from being there, or from being right, as sentences.</param>
public sealed record ViewReport(long Conversations, long Computed, string TimeZone, string? BusinessHours, IReadOnlyList<string> Warnings)
{
    public string Describe(TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"The views are up to date: {Conversations:N0} conversations, {Computed:N0} of them computed anew in {elapsed.TotalSeconds:0.0} s. Days are those of {TimeZone}{(BusinessHours is null ? "" : $", business hours those of {BusinessHours.Trim()}")}.");
}
