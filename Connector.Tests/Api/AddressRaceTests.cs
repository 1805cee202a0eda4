using System.Net;
using System.Net.Sockets;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Api;

/// <summary>Which address is tried when, on a clock that stands still: nothing here has a socket.</summary>
public sealed class AddressRaceTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Start);
    private readonly List<string> _tried = [];

    private delegate Task<Stream> Attempt(string address, CancellationToken cancellationToken);

    private double Elapsed => (_clock.GetUtcNow() - Start).TotalMilliseconds;

    [Fact]
    public async Task OneThatHangsCostsAQuarterOfASecond()
    {
        var stream = await RaceAsync(("fd00::1", Never), ("10.0.0.1", Connects(10)));

        Assert.Equal("10.0.0.1", stream.Name);
        Assert.Equal(260, stream.ConnectedAt);
    }

    [Fact]
    public async Task AfterOneThatFailsTheNextIsTriedAtOnce()
    {
        var stream = await RaceAsync(("fd00::1", Fails(SocketError.NetworkUnreachable)), ("10.0.0.1", Connects(10)));

        Assert.Equal("10.0.0.1", stream.Name);
        Assert.Equal(10, stream.ConnectedAt);
    }

    [Fact]
    public async Task FamiliesTakeTurnsBeginningWithThatOfTheBest()
    {
        await RaceAsync(("fd00::1", Never), ("fd00::2", Never), ("fd00::3", Never), ("10.0.0.1", Never), ("10.0.0.2", Connects(0)));

        Assert.Equal(["fd00::1 at 0", "10.0.0.1 at 250", "fd00::2 at 500", "10.0.0.2 at 750"], _tried);
    }

    [Fact]
    public async Task OneThatIsSlowMayStillWin()
    {
        var stream = await RaceAsync(("10.0.0.1", Connects(300)), ("10.0.0.2", Connects(400)));

        Assert.Equal("10.0.0.1", stream.Name);
        Assert.Equal(300, stream.ConnectedAt);
    }

    [Fact]
    public async Task TheOthersAreCancelledAndWhatConnectsTooLateIsClosed()
    {
        var late = new TaskCompletionSource<Stream>();
        using var lateStream = new NamedStream("late");
        var isCancelled = false;
        Attempt hangs = (_, ct) =>
        {
            ct.Register(() => isCancelled = true);
            return late.Task;
        };
        var stream = await RaceAsync(("10.0.0.1", hangs), ("10.0.0.2", Connects(10)));
        late.SetResult(lateStream);

        Assert.True(isCancelled);
        Assert.True(SpinWait.SpinUntil(() => lateStream.IsClosed, TimeSpan.FromSeconds(30)));
        Assert.False(stream.IsClosed);
    }

    [Fact]
    public async Task WhenAllFailTheBestOnesFailureIsTold()
    {
        var last = new TaskCompletionSource<Stream>();
        Attempt failsAfterTheFirst = async (address, ct) =>
        {
            last.SetException(new SocketException((int)SocketError.ConnectionRefused));
            return await Fails(SocketError.HostUnreachable)(address, ct);
        };
        var exception = await Assert.ThrowsAsync<SocketException>(() => RaceAsync(
            ("10.0.0.1", (_, _) => last.Task), ("fd00::1", Fails(SocketError.NetworkUnreachable)), ("10.0.0.2", failsAfterTheFirst)));

        Assert.Equal(SocketError.NetworkUnreachable, exception.SocketErrorCode);
        Assert.Equal(["10.0.0.1 at 0", "fd00::1 at 250", "10.0.0.2 at 250"], _tried);
    }

    [Fact]
    public async Task ANameWithoutAnAddressIsAFailureToo() =>
        Assert.Equal(SocketError.NoData, (await Assert.ThrowsAsync<SocketException>(() => RaceAsync())).SocketErrorCode);

    [Fact]
    public async Task TheTimeForAllOfItIsTheCallers()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20), _clock);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RaceAsync(deadline.Token, ("10.0.0.1", Never), ("10.0.0.2", Never)));

        Assert.Equal(20_000, Elapsed);
    }

    /// <remarks>A listener whose queue is full lets an attempt hang, as a firewall that drops packets does.</remarks>
    [Fact]
    public async Task WithRealSocketsAHostIsReachedPastAnAddressThatHangs()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has all of 127/8 as loopback and drops what a full queue can't hold");
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var port = ((IPEndPoint)full.LocalEndPoint!).Port;
        using var filler = new TcpClient();
        await filler.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        var other = IPAddress.Parse("127.0.0.2");
        using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi", other, port);
        var race = new AddressRace((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, other]), AddressRace.ConnectSocketAsync, _clock);
        using var client = new HttpClient(HttpTransport.CreateHandler(race));

        var asking = client.GetStringAsync(new Uri($"http://dixa.test:{port}/"), TestContext.Current.CancellationToken);
        await _clock.RunUntilAsync(asking);

        Assert.Equal("hi", await asking);
    }

    private static Task<Stream> Never(string address, CancellationToken cancellationToken) => new TaskCompletionSource<Stream>().Task.WaitAsync(cancellationToken);

    private Attempt Connects(int afterMs) => async (address, ct) =>
    {
        await Task.Delay(TimeSpan.FromMilliseconds(afterMs), _clock, ct);
        return new NamedStream(address) { ConnectedAt = Elapsed };
    };

    private static Attempt Fails(SocketError error) => (_, _) => Task.FromException<Stream>(new SocketException((int)error));

    private Task<NamedStream> RaceAsync(params (string Address, Attempt Attempt)[] addresses) => RaceAsync(CancellationToken.None, addresses);

    private async Task<NamedStream> RaceAsync(CancellationToken cancellationToken, params (string Address, Attempt Attempt)[] addresses)
    {
        var race = new AddressRace(
            (_, _) => Task.FromResult(addresses.Select(each => IPAddress.Parse(each.Address)).ToArray()),
            (endPoint, ct) =>
            {
                _tried.Add($"{endPoint.Address} at {Elapsed}");
                return addresses.Single(each => each.Address == $"{endPoint.Address}").Attempt($"{endPoint.Address}", ct);
            },
            _clock);
        var racing = race.ConnectAsync("dixa.test", 443, cancellationToken);
        await _clock.RunUntilAsync(racing);
        return (NamedStream)await racing;
    }

    private sealed class NamedStream(string name) : MemoryStream
    {
        public string Name { get; } = name;

        public double ConnectedAt { get; init; }

        public bool IsClosed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
