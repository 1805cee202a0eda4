using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Connector.Faults.Properties;
using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Issues;

/// <summary>An error that repeated the token in base64 inside JSON, where a <c>+</c> may be spelled <c>\u002B</c>, went into the log as it was.</summary>
public sealed class ATokenInBase64IsMaskedHoweverItIsEscaped
{
    private const string Token = "T~~?>>>~~?>>z";

    public static TheoryData<string> Bodies
    {
        get
        {
            var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Token));
            return
            [
                JsonSerializer.Serialize(new { token = base64 }),
                new JsonObject { ["token"] = base64.TrimEnd('=') }.ToJsonString(),
                base64.TrimEnd('=').Replace('+', '-').Replace('/', '_'),
                base64.Replace("/", "\\/", StringComparison.Ordinal),
                Convert.ToBase64String(Encoding.UTF8.GetBytes("Bearer " + Token)),
            ];
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task InALogAndInATrace(string body)
    {
        await using var bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 5, EndUsers = 5, Months = 1, Token = Token });
        bench.Simulator.Faults.Add(new StatusFault(500) { Path = "/v1/agents", Times = -1, Body = body });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "agents"));

        Assert.Contains("****", Assert.Single(run.Errors).GetProperty("internal_message").GetString(), StringComparison.Ordinal);
        Assert.All(TokenForms.Of(Token), form => Assert.All(run.Lines, line => Assert.DoesNotContain(form, line, StringComparison.Ordinal)));
    }
}
