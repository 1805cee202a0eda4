using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Commands;

public sealed class SpecTests
{
    [Fact]
    public async Task ItIsTheFileAtTheRootOfTheRepository()
    {
        using var source = new SourceDixa();
        var run = await source.RunAsync("spec");

        var message = Assert.Single(run.Messages);
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf("spec.json"), TestContext.Current.CancellationToken));
        Assert.True(JsonNode.DeepEquals(file, JsonNode.Parse(message.GetProperty("spec").GetRawText())));
        Assert.Equal((0, ""), (run.ExitCode, run.Stderr));
    }

    [Fact]
    public void OnlyTheTokenIsRequiredAndOnlyItIsSecret()
    {
        using var spec = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("spec.json")));
        var schema = spec.RootElement.GetProperty("connectionSpecification");
        Assert.Equal(["api_token"], schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(
            ["api_token"],
            schema.GetProperty("properties").EnumerateObject().Where(property => property.Value.TryGetProperty("airbyte_secret", out _)).Select(property => property.Name));
    }
}
