using Dixa.Connector.Harness;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Commands;

/// <summary>One full refresh of every stream, which several tests look at.</summary>
public sealed class FullRead : IAsyncLifetime
{
    public static string[] Streams { get; } = [.. StreamRegistry.All.Select(stream => stream.Name)];

    public Bench Bench { get; private set; } = null!;

    public Run Run { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Bench = await Bench.StartAsync();
        Run = await Bench.Source.ReadAsync(Bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, Streams));
        Assert.True(Run.ExitCode == 0, Run.ToString());
    }

    public ValueTask DisposeAsync() => Bench.DisposeAsync();
}
