using System.Net;
using Dixa.Connector.Harness;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Hosting;
using Dixa.Warehouse.Pages.Serving;

namespace Dixa.Warehouse.Pages;

/// <summary>Who gets the page, and what browsers are told about it.</summary>
public sealed class GuardTests : IDisposable
{
    private readonly SqliteDatabase _database = new();

    public GuardTests() => SomeDesk.Fill(_database).Refresh(SomeDesk.Now);

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("0.0.0.0")]
    [InlineData("192.0.2.1")]
    public void NoOtherAddressIsListenedOnWithoutAPassword(string? address)
    {
        var options = new PageServerOptions(new ListenAddress(address is null ? null : IPAddress.Parse(address), 0));

        var refusal = Assert.Throws<WarehouseException>(() => PageServer.Start(options, _database.Config(), TimeProvider.System, Serilog.Core.Logger.None, CancellationToken.None));
        Assert.Contains("page_password", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithAPasswordItListensAnywhere()
    {
        using var page = new Served(_database, Served.Password, address: IPAddress.Any);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{page.Client.BaseAddress!.Port}") };
        using var answer = await client.GetAsync("/", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task OnlyTheWholePasswordOpensThePage()
    {
        using var page = new Served(_database, Served.Password);

        Assert.Equal(HttpStatusCode.OK, await page.StatusAsync(password: Served.Password));
        Assert.Equal(HttpStatusCode.Unauthorized, await page.StatusAsync(password: Served.Password[..^1]));
        Assert.Equal(HttpStatusCode.Unauthorized, await page.StatusAsync(password: $"{Served.Password} "));
        Assert.Equal(HttpStatusCode.Unauthorized, await page.StatusAsync(password: ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await page.StatusAsync());
        foreach (var broken in new[] { "Basic", "Basic ====", "Basic YQ==", "Bearer correct", $"Basic {new string('A', 4000)}" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await page.StatusAsync(change: request => request.Headers.TryAddWithoutValidation("Authorization", broken)));
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/events")]
    [InlineData("/page.css")]
    [InlineData("/page.js")]
    public async Task NothingOfThePageIsWithoutPassword(string path)
    {
        using var page = new Served(_database, Served.Password);
        using var answer = await page.AskAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Basic realm=\"dixa-warehouse\", charset=\"UTF-8\"", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal(HttpStatusCode.OK, await page.StatusAsync("/healthz"));
    }

    [Fact]
    public async Task WhoGuessesIsSlowedDownAndWhoKnowsItGetsThrough()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch);
        var limit = new GuessLimit(clock);
        var (one, other) = (IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"));
        for (var i = 0; i < 10; i++)
        {
            Assert.True(limit.WaitAsync(one, CancellationToken.None).IsCompletedSuccessfully);
            limit.Failed(one);
        }

        // From now on one a second, and no more than sixteen at once.
        var turns = Enumerable.Range(0, 16).Select(_ => limit.WaitAsync(one, CancellationToken.None)).ToList();
        Assert.All(turns, turn => Assert.False(turn.IsCompleted));
        Assert.False(await limit.WaitAsync(one, CancellationToken.None));
        Assert.True(await limit.WaitAsync(other, CancellationToken.None));

        clock.Advance(TimeSpan.FromSeconds(0.999));
        Assert.All(turns, turn => Assert.False(turn.IsCompleted));
        clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.True(await turns[0]);
        Assert.All(turns.Skip(1), turn => Assert.False(turn.IsCompleted));
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.All(await Task.WhenAll(turns), Assert.True);

        clock.Advance(TimeSpan.FromMinutes(11));
        Assert.True(limit.WaitAsync(one, CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public void ANetworkOfManyAddressesIsOneGuesser()
    {
        var limit = new GuessLimit(new ManualClock(DateTimeOffset.UnixEpoch));
        for (var i = 1; i <= 10; i++)
        {
            limit.Failed(IPAddress.Parse($"2001:db8::{i:x}"));
        }

        Assert.False(limit.WaitAsync(IPAddress.Parse("2001:db8::ffff"), CancellationToken.None).IsCompleted);
        Assert.True(limit.WaitAsync(IPAddress.Parse("2001:db8:0:1::1"), CancellationToken.None).IsCompleted);
    }

    /// <remarks>A page elsewhere that has its name pointed at 127.0.0.1 gets a browser to ask here, under that name.</remarks>
    [Theory]
    [InlineData("localhost:1", HttpStatusCode.OK)]
    [InlineData("LOCALHOST", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:8081", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("192.0.2.1", HttpStatusCode.MisdirectedRequest)]
    public async Task WithoutAPasswordOnlyNamesOfThisMachineAreAnswered(string host, HttpStatusCode status)
    {
        using var page = new Served(_database);

        Assert.Equal(status, await page.StatusAsync(change: request => request.Headers.Host = host));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/page.css")]
    [InlineData("/page.js")]
    public async Task BrowsersAreToldToLoadNothingElse(string path)
    {
        using var page = new Served(_database);
        using var answer = await page.AskAsync(path);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
    }

    [Fact]
    public async Task CustomersNumbersAreKeptByNoCache()
    {
        using var page = new Served(_database);
        using var answer = await page.AskAsync();
        using var style = await page.AskAsync(Assets.Asset.Style.Address);

        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal(TimeSpan.FromDays(365), style.Headers.CacheControl!.MaxAge);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task ThePageTakesNothing(string method)
    {
        using var page = new Served(_database);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, await page.StatusAsync(change: request => request.Method = new HttpMethod(method)));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("eleven char")]
    public void AShortPasswordIsRefused(string password) =>
        Assert.Throws<WarehouseException>(() => WarehouseConfig.Parse(null, new EnvironmentSettings(new Dictionary<string, string> { ["DIXA_PAGE_PASSWORD"] = password })));

    [Fact]
    public void ThePasswordComesFromAFileAndIsASecret()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, $"{Served.Password}\n");
            var config = WarehouseConfig.Parse("""{"page_password": "that of the file"}""", new EnvironmentSettings(new Dictionary<string, string> { ["DIXA_PAGE_PASSWORD_FILE"] = file }));

            Assert.Equal(Served.Password, config.PagePassword);
            Assert.Contains(Served.Password, config.Secrets);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
