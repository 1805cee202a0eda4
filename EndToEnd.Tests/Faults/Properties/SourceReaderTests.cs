using Dixa.Connector.Faults.Source;
using Dixa.Connector.Streams;

namespace Dixa.Connector.Faults.Properties;

public sealed class SourceReaderTests
{
    [Fact]
    public void TheDrawnCasesKnowWhereEveryListIs() =>
        Assert.All(StreamRegistry.All.Where(stream => stream.Kind is ListStream), stream => Assert.StartsWith("/v1/", SourceReader.PathOf(stream.Name), StringComparison.Ordinal));
}
