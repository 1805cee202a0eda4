using System.Text.Json.Nodes;
using Dixa.Simulator;
using Dixa.Simulator.Access;

namespace Dixa.Connector.Harness;

/// <summary>A simulated Dixa and the connector that reads it, on one clock unless a test sets the connector's ahead or behind.</summary>
public sealed class Bench : IAsyncDisposable
{
    /// <summary>Simulated seconds in a real one: waits of minutes last seconds.</summary>
    private const double Fast = 30;

    private readonly DateTimeOffset _origin;
    private readonly double _speed;

    private Bench(SimulatorServer simulator, DateTimeOffset origin, double speed, SimulatedClock clock)
    {
        (_origin, _speed) = (origin, speed);
        Simulator = simulator;
        Clock = clock;
        Source.Clock = clock;
    }

    public static IReadOnlyList<string> Exports { get; } = ["conversations", "messages"];

    public static IReadOnlyList<string> Lists { get; } = ["agents", "endusers", "queues", "tags", "teams"];

    public SimulatorServer Simulator { get; }

    public SimulatedClock Clock { get; }

    public SourceDixa Source { get; } = new();

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Starts a simulator, without rate limits unless <paramref name="limits"/> says otherwise, with a small history unless <paramref name="options"/> does.</summary>
    public static async Task<Bench> StartAsync(SimulatorOptions? options = null, RateLimits? limits = null, double speed = Fast)
    {
        var origin = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        var clock = new SimulatedClock(origin, speed);
        options ??= new SimulatorOptions { Conversations = 300, EndUsers = 250, Months = 3 };
        var simulator = await SimulatorServer.StartAsync(options with { Limits = limits ?? RateLimits.None }, clock, TestContext.Current.CancellationToken);
        return new Bench(simulator, origin, speed, clock);
    }

    /// <summary>A configuration for this simulator, fast where no limit is under test.</summary>
    public string Config(DateTimeOffset? start = null, Action<JsonObject>? change = null)
    {
        var config = new JsonObject
        {
            ["api_token"] = Simulator.Options.Token,
            ["start_date"] = (start ?? Now.AddMonths(-4)).ToString("yyyy-MM-dd", null),
            ["dixa_api_url"] = Simulator.Url.AbsoluteUri,
            ["exports_api_url"] = Simulator.Url.AbsoluteUri,
        };
        if (!Simulator.Limits.Enabled)
        {
            config["exports_requests_per_minute"] = 6000;
            config["api_requests_per_second"] = 1000;
        }

        change?.Invoke(config);
        return config.ToJsonString();
    }

    /// <summary>Sets the connector's clock ahead of Dixa's, or behind it when negative. Only for a clock that runs fast.</summary>
    public void SetSourceAhead(TimeSpan ahead) =>
        Source.Clock = new SimulatedClock(_origin - (ahead / (_speed - 1)), _speed);

    public IReadOnlyList<string> ConversationIds() =>
        [.. Simulator.Organization.Conversations.Select(conversation => $"{conversation.Id}").Order()];

    public IReadOnlyList<string> MessageIds() =>
        [.. Simulator.Organization.Conversations.SelectMany(conversation => conversation.Messages).Select(message => $"{message.Id}").Order()];

    public async ValueTask DisposeAsync()
    {
        Source.Dispose();
        await Simulator.DisposeAsync();
    }
}
