using Dixa.Warehouse.Pages.Assets;
using Dixa.Warehouse.Pages.Data;
using Dixa.Warehouse.Pages.Markup;

namespace Dixa.Warehouse.Pages.Parts;

/// <summary>What every page has around it.</summary>
public static class Layout
{
    private const string Title = "Support at a glance";

    /// <param name="version">The state that is shown; the script asks for the page again when there is another.</param>
    public static Html Draw(string version, Html masthead, Html filters, Html content) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>{Title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="{Asset.Style.Address}">
        <script src="{Asset.Script.Address}" defer></script>
        </head>
        <body>
        <a class="skip" href="#numbers">Skip to the numbers</a>
        <header id="masthead">
        <h1>{Title}</h1>
        {masthead}
        </header>
        <p id="live" role="status" class="heard"></p>
        {filters}
        <main id="numbers" tabindex="-1" data-version="{version}">
        {content}
        </main>
        <footer><p>What each number means, and what is left out, is in docs/answers.md of dixa-warehouse.</p></footer>
        </body>
        </html>

        """);

    /// <summary>Of when the numbers are, by whose clock, and how the last run went.</summary>
    public static Html Masthead(Snapshot snapshot, Freshness freshness)
    {
        var asOf = snapshot.Clock.At(freshness.AsOfMs);
        return Html.Of($"""
            <p class="fresh">{Say.LongDate(DateOnly.FromDateTime(asOf))}, {Say.Time(asOf)}. <span class="quiet">{freshness.TimeZone} time{(freshness.BusinessHours is { } hours ? Html.Of($", business hours “<bdi>{hours.Trim()}</bdi>”") : null)}. {Run(snapshot, freshness)}</span></p>
            """);
    }

    private static Html Run(Snapshot snapshot, Freshness freshness)
    {
        if (freshness.LastRun is not { } run)
        {
            return Html.Of($"The views were refreshed then.");
        }

        var ended = Say.DateAndTime(snapshot.Clock.At(run.EndedAt.ToUnixTimeMilliseconds()));
        return run.Status switch
        {
            "succeeded" => Html.Of($"The last sync ended {ended}, with {Say.Count(run.Records, "record", "records")}."),
            "stopped" => Html.Of($"The last sync was stopped {ended}."),
            _ => Html.Of($"The last sync failed {ended}."),
        };
    }
}
