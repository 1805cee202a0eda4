using Dixa.Connector.Containers;
using Dixa.Connector.Harness;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace Dixa.Connector.Acceptance;

/// <summary>A container of the image, beside one of the simulator's. Each run is a shell in the same container, which costs a tenth of a container of its own.</summary>
public sealed class ImagePlatform : IPlatform
{
    private readonly SimulatedDixa _dixa = SimulatedDixa.With([.. IPlatform.SimulatorOptions]);
    private IContainer? _connector;

    public Uri DixaUrl { get; } = new(SimulatedDixa.Url);

    public HttpClient Control { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await _dixa.InitializeAsync();
        if (!DockerEngine.Answers)
        {
            return;
        }

        Control.BaseAddress = _dixa.PublishedUrl;
        _connector = new ContainerBuilder(ConnectorImages.Connector)
            .WithNetwork(_dixa.Network!)
            .WithEntrypoint("sleep")
            .WithCommand("3600")
            .Build();
        await _connector.StartAsync();
    }

    public async Task<Run> RunAsync(string script)
    {
        var result = await _connector!.ExecAsync(["sh", "-c", $"mkdir /tmp/$$ && cd /tmp/$$\n{script}"], TestContext.Current.CancellationToken);
        return new Run((int)result.ExitCode!.Value, result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries), result.Stderr);
    }

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        await (_connector?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _dixa.DisposeAsync();
    }
}
