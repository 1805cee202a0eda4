using Dixa.Simulator.Access;
using Dixa.Simulator.Faults;
using Dixa.Simulator.Generation;
using Dixa.Simulator.Http;
using Dixa.Simulator.Playback;
using Dixa.Simulator.Webhooks;

namespace Dixa.Simulator;

/// <summary>Both Dixa APIs on one port, with everything that a test may look at or change while they run.</summary>
public sealed class SimulatorServer : IAsyncDisposable
{
    private readonly LiveSettings _settings;
    private readonly WebApplication _app;
    private readonly PlayedBack? _playedBack;

    private SimulatorServer(SimulatorOptions options, TimeProvider time)
    {
        Options = options.Recording is null ? options : options with { Conversations = 0, EndUsers = 0 };
        _playedBack = options.Recording is { } recording ? PlayedBack.Open(recording) : null;
        Organization = OrganizationGenerator.Generate(Options, options.Now ?? time.GetUtcNow());
        _settings = new LiveSettings(options);
        Tokens.Grant(options.Token, new TokenGrant());
        Tokens.Grant(options.OtherVersionToken, new TokenGrant(IsOfAnotherVersion: true));
        Webhooks = new WebhookSender(Organization, time);
        _app = Pipeline.Build(this, _settings, time);
    }

    public SimulatorOptions Options { get; }

    public Organization Organization { get; }

    /// <summary>What is served: the resources of the generated organisation, or those of a recording.</summary>
    public IEnumerable<Resource> Resources =>
        _playedBack is null ? ResourceTable.All.Concat(ResourceTable.OfSubscriptions) : PlaybackTable.Of(_playedBack);

    /// <summary>The recording that is played back; null for a generated organisation.</summary>
    public PlayedBack? PlayedBack => _playedBack;

    public FaultPlan Faults { get; } = new();

    public RequestLog Requests { get; } = new();

    /// <summary>What tells the subscriptions of changes.</summary>
    public WebhookSender Webhooks { get; }

    public TokenRegister Tokens { get; } = new();

    public Bounds Bounds
    {
        get => _settings.Bounds;
        set => _settings.Bounds = value;
    }

    public RateLimits Limits
    {
        get => _settings.Limits;
        set => _settings.Limits = value;
    }

    /// <summary>Where to reach it, with the port that it really got.</summary>
    public Uri Url => Listening.UrlOf(_app, Options.Host);

    public static async Task<SimulatorServer> StartAsync(SimulatorOptions options, TimeProvider? time = null, CancellationToken ct = default)
    {
        var server = new SimulatorServer(options, time ?? TimeProvider.System);
        try
        {
            await server._app.StartAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops at once: requests that still stall or drip are aborted.</summary>
    public async ValueTask DisposeAsync()
    {
        await Webhooks.DisposeAsync();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _playedBack?.Dispose();
    }
}
