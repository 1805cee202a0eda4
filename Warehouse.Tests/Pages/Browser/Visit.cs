using Dixa.Connector.Harness;
using Microsoft.Playwright;

namespace Dixa.Warehouse.Pages.Browser;

/// <summary>A visit to the page. It notes what a visitor should never see: errors of scripts, and requests to anybody else.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private Visit(IBrowserContext context, IPage page, Served served)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Note(message.Type is "error" or "warning", message.Text);
        page.PageError += (_, error) => Note(true, error);
        page.Request += (_, request) => Note(!request.Url.StartsWith(served.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal), $"asked {request.Url}");
    }

    public IPage Page { get; }

    /// <summary>What went wrong so far.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<Visit> ToAsync(Served served, Chromium chromium, BrowserNewContextOptions? options = null, string path = "")
    {
        var context = await chromium.OpenAsync(options);
        var visit = new Visit(context, await context.NewPageAsync(), served);
        await visit.Page.GotoAsync($"{served.Address}{path}");
        return visit;
    }

    /// <summary>Runs one of the scripts beside these tests, and gives the lines that it returns.</summary>
    public Task<string[]> AskAsync(string script) => Page.EvaluateAsync<string[]>(File.ReadAllText(Repository.PathOf("Warehouse.Tests", "Pages", "Browser", script)));

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(Complaints);
    }

    private void Note(bool isWrong, string what)
    {
        if (isWrong)
        {
            lock (Complaints)
            {
                Complaints.Add(what);
            }
        }
    }
}
