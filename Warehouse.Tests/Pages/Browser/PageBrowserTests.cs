using System.Buffers.Binary;
using System.Globalization;
using Dixa.Connector.Harness;
using Dixa.Warehouse.Harness;
using Microsoft.Playwright;

namespace Dixa.Warehouse.Pages.Browser;

/// <summary>The page as people have it: in a real browser, over a simulated organisation that both programs have read.</summary>
public sealed class PageBrowserTests(Chromium chromium, ServedDesk shared) : IClassFixture<ServedDesk>
{
    private static readonly ViewportSize Phone = new() { Width = 360, Height = 740 };

    [Fact]
    public async Task ItShowsTheOrganisationAndFiltersIt()
    {
        await using var visit = await Visit.ToAsync(shared.Page, chromium);
        var page = visit.Page;
        Assert.Equal("Support at a glance", await page.TitleAsync());
        var open = shared.Desk.Simulator.Organization.Conversations.Count(conversation => conversation.Status != Simulator.Data.ConversationStatus.Closed);
        Assert.Equal(open, Number(await page.Locator(".tile .value").First.TextContentAsync()));

        await page.GetByLabel("Range").SelectOptionAsync("7");
        await page.GetByLabel("Channel").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();

        Assert.Matches(@"\?range=7&channel=[a-z]+$", page.Url);
        Assert.Equal("7", await page.GetByLabel("Range").InputValueAsync());
        Assert.InRange(Number(await page.Locator(".tile .value").First.TextContentAsync()), 0, open - 1);
        Assert.Equal(7, await page.GetByRole(AriaRole.Region, new() { Name = "New and closed conversations" }).Locator("tbody tr").CountAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "Reset" }).ClickAsync();
        Assert.Equal(shared.Page.Address, page.Url);
    }

    [Fact]
    public async Task ItWorksWithoutScript()
    {
        await using var visit = await Visit.ToAsync(shared.Page, chromium, new BrowserNewContextOptions { JavaScriptEnabled = false });
        await visit.Page.GetByLabel("Direction").SelectOptionAsync("outbound");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();

        Assert.EndsWith("?direction=outbound", visit.Page.Url, StringComparison.Ordinal);
        Assert.Equal("outbound", await visit.Page.GetByLabel("Direction").InputValueAsync());
    }

    [Fact]
    public async Task DatesAreAskedForWhereTheyAreChosen()
    {
        await using var visit = await Visit.ToAsync(shared.Page, chromium);
        Assert.False(await visit.Page.GetByLabel("From", new() { Exact = true }).IsVisibleAsync());
        await visit.Page.GetByLabel("Range").SelectOptionAsync("custom");
        var day = DateTime.UtcNow.AddDays(-3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await visit.Page.GetByLabel("From", new() { Exact = true }).FillAsync(day);
        await visit.Page.GetByLabel("To", new() { Exact = true }).FillAsync(day);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();

        Assert.EndsWith($"?range=custom&from={day}&to={day}", visit.Page.Url, StringComparison.Ordinal);
        Assert.Equal(1, await visit.Page.GetByRole(AriaRole.Region, new() { Name = "New and closed conversations" }).Locator("tbody tr").CountAsync());
    }

    /// <summary>A new conversation in Dixa, a run of <c>sync</c>, and the page that somebody has open shows it, where they are on it.</summary>
    [Fact]
    public async Task ANewConversationAppearsByItself()
    {
        await using var own = new ServedDesk();
        await own.InitializeAsync();
        await using var visit = await Visit.ToAsync(own.Page, chromium);
        var page = visit.Page;
        var before = Number(await page.Locator(".tile .value").Last.TextContentAsync());
        await page.GetByRole(AriaRole.Region, new() { Name = "By queue", Exact = true }).FocusAsync();
        var at = await page.EvaluateAsync<double>("scrollY");
        await page.EvaluateAsync("window.isTheSamePage = true");

        own.Desk.Simulator.Organization.AddConversation(DateTimeOffset.UtcNow);
        await own.Desk.SyncAsync();
        await Assertions.Expect(page.Locator(".tile .value").Last).ToHaveTextAsync((before + 1).ToString(CultureInfo.InvariantCulture), new() { Timeout = 20_000 });

        Assert.Equal("The numbers were updated.", await page.GetByRole(AriaRole.Status).TextContentAsync());
        Assert.True(await page.EvaluateAsync<bool>("window.isTheSamePage"));
        Assert.Equal("By queue", await page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label')"));
        Assert.InRange(await page.EvaluateAsync<double>("scrollY"), at - 60, at + 60);
    }

    [Fact]
    public async Task EveryTextAndEveryShapeCanBeSeen()
    {
        await using var visit = await Visit.ToAsync(shared.Page, chromium);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = scheme });

            Assert.Empty((await visit.AskAsync("contrast.js")).Select(found => $"{scheme}: {found}"));
        }
    }

    [Fact]
    public async Task EverythingHasAName()
    {
        await using var visit = await Visit.ToAsync(shared.Page, chromium);

        Assert.Empty(await visit.AskAsync("labels.js"));
    }

    [Fact]
    public async Task TheKeyboardReachesTheNumbersAtOnceAndThenEverything()
    {
        await using var visit = await Visit.ToAsync(shared.Page, chromium);
        var page = visit.Page;
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the numbers", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("numbers", await page.EvaluateAsync<string>("document.activeElement.id"));

        var reached = new HashSet<string>();
        await page.ReloadAsync();
        for (var press = 0; press < 60; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"));
        }

        Assert.Superset(new HashSet<string> { "range", "queue", "channel", "direction", "team", "agent", "hours", "Show", "Reset", "By queue", "By agent", "First response" }, reached);
    }

    [Fact]
    public async Task APhoneScrollsDownAndNotAside()
    {
        await using var visit = await Visit.ToAsync(shared.Page, chromium, new BrowserNewContextOptions { ViewportSize = Phone, IsMobile = true, HasTouch = true });

        Assert.Equal(Phone.Width, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Equal(Phone.Width, await visit.Page.EvaluateAsync<int>("innerWidth"));
    }

    [Fact]
    public async Task TheNamesBelowAChartStandApart()
    {
        await using var visit = await Visit.ToAsync(shared.Page, chromium);
        foreach (var width in new[] { 360, 520, 810, 1000, 1400 })
        {
            await visit.Page.SetViewportSizeAsync(width, 740);

            Assert.Empty((await visit.AskAsync("overlaps.js")).Select(found => $"{width} pixels wide: {found}"));
        }
    }

    [Fact]
    public async Task PaperHasTheDayTheChartsAndTheTables()
    {
        await using var visit = await Visit.ToAsync(shared.Page, chromium);
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await visit.Page.Locator("#filters").IsVisibleAsync());
        Assert.True(await visit.Page.Locator(".chart").First.IsVisibleAsync());
        Assert.False(await visit.Page.Locator("figure table").First.IsVisibleAsync());
        var paper = System.Text.Encoding.Latin1.GetString(await visit.Page.PdfAsync(new() { PreferCSSPageSize = true }));

        Assert.InRange(paper.Split("/Type /Page\n").Length - 1, 1, 3);
    }

    /// <summary>The pictures of <c>docs/page.md</c>: with <c>PAGE_PICTURES=docs</c> they are taken anew.</summary>
    [Theory]
    [InlineData("page-light.png", ColorScheme.Light, 1100)]
    [InlineData("page-dark.png", ColorScheme.Dark, 1100)]
    [InlineData("page-phone.png", ColorScheme.Dark, 360)]
    public async Task APictureShowsTheWholePage(string name, ColorScheme scheme, int width)
    {
        await using var visit = await Visit.ToAsync(shared.Page, chromium, new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 740 } });
        var picture = await visit.Page.ScreenshotAsync(new() { FullPage = true });

        var height = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollHeight");
        Assert.Equal((width, height), (BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20))));
        if (Environment.GetEnvironmentVariable("PAGE_PICTURES") is { } folder)
        {
            await File.WriteAllBytesAsync(Repository.PathOf(folder, name), picture, TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(Repository.PathOf("docs", name)), $"docs/{name} is missing: run this with PAGE_PICTURES=docs.");
    }

    [Fact]
    public async Task AnEmptyDatabaseFillsBeforeTheEyes()
    {
        using var empty = new SqliteDatabase();
        using var served = new Served(empty);
        var context = await chromium.OpenAsync();
        await using var closing = context;
        var page = await context.NewPageAsync();
        await page.GotoAsync(served.Address);
        Assert.Equal("No numbers yet", await page.Locator("h2").TextContentAsync());

        SomeDesk.Fill(empty).Refresh(SomeDesk.Now);
        await Assertions.Expect(page.Locator(".tile")).ToHaveCountAsync(5, new() { Timeout = 20_000 });
        await Assertions.Expect(page.Locator("#filters")).ToBeVisibleAsync();
    }

    private static int Number(string? text) => int.Parse(text!, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
