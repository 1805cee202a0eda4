using Dixa.Connector.Harness;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Commands;

public sealed class DiscoverTests
{
    /// <remarks>The addresses lead nowhere: a discover that used the network would fail.</remarks>
    [Fact]
    public async Task TheCatalogIsTheOnlyMessageAndListsTheRegistryInItsOrderWithoutTheNetwork()
    {
        using var source = new SourceDixa();
        var run = await source.DiscoverAsync("""{"api_token":"t","dixa_api_url":"http://127.0.0.1:1","exports_api_url":"http://127.0.0.1:1"}""");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            StreamRegistry.All.Select(stream => stream.Name),
            Assert.Single(run.Messages).GetProperty("catalog").GetProperty("streams").EnumerateArray().Select(stream => stream.GetProperty("name").GetString()));
    }
}
