using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Warehouse.Harness;
using Microsoft.Playwright;

namespace Dixa.Warehouse.Pages.Browser;

/// <summary>Makes pictures of the page, always of the same organisation at the same moment. It is run by name only.</summary>
public sealed class Screenshots(Chromium chromium)
{
    private static readonly DateTimeOffset Now = new(2026, 6, 17, 13, 20, 0, TimeSpan.Zero);

    [Fact(Explicit = true)]
    public async Task ArePutIntoTheDocuments()
    {
        using var database = new SqliteDatabase();
        await using var desk = await SimulatedDesk.StartAsync(database, new SimulatorOptions { Months = 4, Conversations = 4000, EndUsers = 500, Now = Now });
        database.Query($"UPDATE _sync_runs SET began_at = '{Now:yyyy-MM-dd'T'HH:mm:ss'Z'}', ended_at = '{Now:yyyy-MM-dd'T'HH:mm:ss'Z'}'");
        desk.Refresh(Now);
        using var served = new Served(database, time: new ManualClock(Now));
        await TakeAsync(served, "page-light.png", new BrowserNewContextOptions { ColorScheme = ColorScheme.Light, ViewportSize = new() { Width = 1200, Height = 1500 } });
        await TakeAsync(served, "page-dark.png", new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 1200, Height = 1500 } });
        await TakeAsync(served, "page-phone.png", new BrowserNewContextOptions { ColorScheme = ColorScheme.Light, ViewportSize = new() { Width = 390, Height = 1500 }, IsMobile = true, HasTouch = true });
    }

    private async Task TakeAsync(Served served, string file, BrowserNewContextOptions options)
    {
        await using var visit = await Visit.ToAsync(served, chromium, options);
        await visit.Page.ScreenshotAsync(new() { Path = Repository.PathOf("docs", file), Animations = ScreenshotAnimations.Disabled });
    }
}
