using System.Net;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Harness;
using Dixa.Simulator.Access;
using Serilog.Core;

namespace Dixa.Connector.Api;

/// <summary>Four connectors on one token, none of which knows of the others: all finish, and little of the limit is left unused.</summary>
public sealed class SharedRateTests
{
    private const int Connectors = 4;

    /// <summary>Requests of a connector under way at once.</summary>
    private const int AtOnce = 16;

    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Random _random = new(1);
    private readonly List<DateTimeOffset> _let = [];
    private int _refused;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FourConnectorsGet90PercentOfTheExports()
    {
        const int Windows = 13;
        var window = new SlidingWindow();
        await Task.Run(() => ReadAsync(HostProfile.Exports(10), Windows, atOnce: 1, now => window.Take(now, 10)), Cancellation);

        Assert.Equal(Connectors * Windows, _let.Count);

        // Ten at once, and ten more with each minute that ends.
        var ideal = TimeSpan.FromMinutes((_let.Count - 1) / 10);
        Assert.InRange((_let[^1] - _let[0]) * 0.9, TimeSpan.Zero, ideal);
    }

    [Fact]
    public async Task FourConnectorsGet90PercentOfTheApi()
    {
        const int Calls = 150;
        var bucket = new TokenBucket();
        await Task.Run(() => ReadAsync(HostProfile.Dixa(10), Calls, AtOnce, now => bucket.Take(now, 10, 4)), Cancellation);

        Assert.Equal(Connectors * Calls, _let.Count);
        Assert.InRange(_let.Count / (_let[^1] - _let[0]).TotalSeconds, 9, 10.5);
        Assert.InRange(_refused, 1, _let.Count / 2);
    }

    /// <summary>On a clock that goes by what falls due: the same requests at the same times on any machine.</summary>
    /// <remarks>Outside of any synchronization context, so that whatever a timer lets go on has gone on before the next one is due.</remarks>
    /// <param name="take">The server's side of the limit: zero lets a request in.</param>
    private async Task ReadAsync(HostProfile profile, int requests, int atOnce, Func<DateTimeOffset, TimeSpan> take)
    {
        var hosts = Enumerable.Range(1, Connectors)
            .Select(seed => new ApiHost<HttpClient>(profile, new Uri("http://dixa"), "token", client => client, new SecretMask(), _clock, new Random(seed), Logger.None)).ToList();

        // The first request goes alone; after it, all that is waited for is this clock.
        foreach (var host in hosts)
        {
            await _clock.RunUntilAsync(FetchAsync(host, take));
        }

        await _clock.RunUntilAsync(Task.WhenAll(hosts.Select(host => WorkAsync(host, requests - 1, atOnce, take))));
        hosts.ForEach(host => host.Dispose());
    }

    private async Task WorkAsync(ApiHost<HttpClient> host, int requests, int atOnce, Func<DateTimeOffset, TimeSpan> take) =>
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            while (requests-- > 0)
            {
                await FetchAsync(host, take);
            }
        }));

    private Task<int> FetchAsync(ApiHost<HttpClient> host, Func<DateTimeOffset, TimeSpan> take) => host.FetchAsync(
        "something",
        async (_, ct) =>
        {
            // The way there and back.
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(5, 50)), _clock, ct);
            var isLet = take(_clock.GetUtcNow()) == TimeSpan.Zero;
            if (isLet)
            {
                _let.Add(_clock.GetUtcNow());
            }

            _refused += isLet ? 0 : 1;
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(5, 50)), _clock, ct);
            return new HttpResponseMessage(isLet ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests) { Content = new ByteArrayContent([]) };
        },
        (_, _) => ValueTask.FromResult(0),
        new RequestStatistics(),
        RetryBudget.Patient,
        Cancellation);
}
