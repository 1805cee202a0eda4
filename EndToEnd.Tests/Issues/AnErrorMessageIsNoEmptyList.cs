using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Issues;

/// <summary>Where a list may be absent, a 200 without any data was taken for an empty list: the stream was complete, and empty.</summary>
public sealed class AnErrorMessageIsNoEmptyList
{
    [Theory]
    [InlineData("business_hours_schedules", "/v1/business-hours/schedules", "{\"message\":\"Internal error\"}")]
    [InlineData("business_hours_schedules", "/v1/business-hours/schedules", "{}")]
    [InlineData("knowledge_article_translations", "/v1/knowledge/articles/*/translations", "{\"message\":\"Internal error\"}")]
    [InlineData("knowledge_article_translations", "/v1/knowledge/articles/*/translations", "{\"data\":{}}")]
    public async Task EvenWhereAListMayBeAbsent(string stream, string path, string body)
    {
        await using var bench = await Bench.StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.FullRefresh, stream);
        var whole = await bench.Source.ReadAsync(bench.Config(), catalog);
        bench.Simulator.Faults.Add(new ReplaceBodyFault(body) { Path = path });

        var run = await bench.Source.ReadAsync(bench.Config(), catalog);

        Assert.Equal(0, run.ExitCode);
        Assert.NotEmpty(whole.Records(stream));
        Assert.Equal(whole.Records(stream).Select(record => record.GetRawText()), run.Records(stream).Select(record => record.GetRawText()));
    }
}
