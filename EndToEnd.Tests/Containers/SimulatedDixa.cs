using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Networks;

namespace Dixa.Connector.Containers;

/// <summary>The simulator's image in a network of its own, where connectors find it as <c>http://simulator:8080</c>.</summary>
public sealed class SimulatedDixa : IAsyncLifetime
{
    public const string Url = "http://simulator:8080";
    public const string Token = "dixa-simulator-token";

    private readonly string[] _options;
    private IContainer? _simulator;

    public SimulatedDixa()
        : this(["--no-limits", "--conversations", "300"])
    {
    }

    private SimulatedDixa(string[] options) => _options = options;

    /// <param name="options">Those of the simulator's command line.</param>
    public static SimulatedDixa With(params string[] options) => new(options);

    public INetwork? Network { get; private set; }

    /// <summary>Where the test reaches it.</summary>
    public Uri PublishedUrl => new UriBuilder("http", _simulator!.Hostname, _simulator.GetMappedPublicPort(8080)).Uri;

    public async ValueTask InitializeAsync()
    {
        if (!DockerEngine.Answers)
        {
            return;
        }

        await ConnectorImages.BuildAsync();
        Network = new NetworkBuilder().Build();
        _simulator = new ContainerBuilder(ConnectorImages.Simulator)
            .WithCommand(_options)
            .WithNetwork(Network)
            .WithNetworkAliases("simulator")
            .WithPortBinding(8080, true)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPath("/_simulator/health").ForPort(8080)))
            .Build();
        await _simulator.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_simulator is not null)
        {
            await _simulator.DisposeAsync();
        }

        if (Network is not null)
        {
            await Network.DisposeAsync();
        }
    }
}
