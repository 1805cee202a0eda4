using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Dixa.Warehouse.Pages.Browser.Chromium))]

namespace Dixa.Warehouse.Pages.Browser;

/// <summary>The distribution's Chromium (<c>.ci/browser</c> installs it), driven by Playwright, started once for all tests that need it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>Another program than the usual ones.</summary>
    private const string Variable = "CHROMIUM";

    private static readonly string? Program = new[] { Environment.GetEnvironmentVariable(Variable), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    private readonly SemaphoreSlim _gate = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A browser with nothing in it: no cache, no cookies, as somebody has set theirs up.</summary>
    public async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions? options = null)
    {
        Assert.SkipUnless(Program is not null, $"There is no Chromium: apt-get install chromium, or {Variable}=PATH.");
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _playwright ??= await Playwright.CreateAsync();

            // As root, Chromium has no sandbox; it sees pages of this test alone.
            _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb"] });
        }
        finally
        {
            _gate.Release();
        }

        return await _browser.NewContextAsync(options ?? new BrowserNewContextOptions());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _gate.Dispose();
    }
}
