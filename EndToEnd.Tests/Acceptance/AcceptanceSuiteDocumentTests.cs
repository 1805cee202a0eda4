using System.Text.Json;
using System.Text.RegularExpressions;
using Dixa.Connector.Commands;
using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Commands;

namespace Dixa.Connector.Acceptance;

/// <summary><c>docs/acceptance-suite.md</c>: its commands name the images, options, files and ports that there are.</summary>
public sealed class AcceptanceSuiteDocumentTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "acceptance-suite.md"));

    private static readonly string Dockerfile = File.ReadAllText(Repository.PathOf("Dockerfile"));

    private static readonly JsonElement Sample = JsonElement.Parse(AcceptanceRuns.FileOf("integration_tests/sample_config.json"));

    private static SimulatorOptions Simulator => ServeArguments.Parse(IPlatform.SimulatorOptions);

    [Fact]
    public void TheSimulatorIsTheOneOfTheCasesInEveryCommand()
    {
        var commands = Regex.Matches(Document, @"(dixa-simulator|0\.0\.0\.0) (?<options>--now[^`\n]*)").Select(match => match.Groups["options"].Value).ToList();

        Assert.Equal(2, commands.Count);
        Assert.All(commands, options => Assert.Equal(IPlatform.SimulatorOptions, options.Split(' ')));
        Assert.Equal("0.0.0.0", ServeArguments.Parse(["--host", "0.0.0.0"]).Host);
    }

    [Fact]
    public void TheSampleReadsTheHistoryThatTheSimulatorHas()
    {
        Assert.Equal(Simulator.Now, Sample.GetProperty("end_date").GetDateTimeOffset());
        Assert.Equal(Simulator.Now!.Value.AddMonths(-Simulator.Months), Sample.GetProperty("start_date").GetDateTimeOffset());
        Assert.Equal(Simulator.Token, Sample.GetProperty("api_token").GetString());
    }

    [Fact]
    public void TheImagesAreTheOneThatIsTestedAndTheOneThatItIsComparedWith()
    {
        var image = AcceptanceConfig.File.ConnectorImage;

        Assert.Contains($"docker build -t {image} .\n", Document, StringComparison.Ordinal);
        Assert.Contains($"docker tag {image} {image.Split(':')[0]}:latest\n", Document, StringComparison.Ordinal);
        Assert.All(
            Regex.Matches(Document, "--target ([a-z]+)").Select(match => match.Groups[1].Value),
            target => Assert.Contains($" AS {target}\n", Dockerfile, StringComparison.Ordinal));
    }

    /// <remarks>Only the host of the sample's addresses is replaced, by the one that the refused configuration has.</remarks>
    [Fact]
    public void TheConfigurationIsMadeWhereTheCasesLookForItAndNamesTheSimulator()
    {
        var made = Assert.Single(Regex.Matches(Document, "^sed 's/(?<host>[^/]+)/(?<address>[^/]+)/' (?<sample>[^ ]+) > (?<config>[^ ]+)$", RegexOptions.Multiline));
        var port = ServeArguments.Parse([]).Port;

        Assert.Equal(PathOf("succeed"), made.Groups["config"].Value);
        Assert.Contains("secrets/\n", File.ReadAllText(Repository.PathOf(".gitignore")), StringComparison.Ordinal);
        Assert.All(
            [(made.Groups["host"].Value, made.Groups["sample"].Value), (made.Groups["address"].Value, PathOf("failed"))],
            file => Assert.Equal([Url(file.Item1, port), Url(file.Item1, port)], UrlsOf(file.Item2)));
        Assert.Contains($"--publish {port}:{port} dixa-simulator ", Document, StringComparison.Ordinal);
        Assert.Contains($"EXPOSE {port}\n", Dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void TheConnectorsCommandIsWellFormed()
    {
        var command = Assert.Single(Regex.Matches(Document, @"docker run .* -v ""\$PWD/secrets:(?<folder>[^:]+):ro"" source-dixa:dev (?<arguments>.+)$", RegexOptions.Multiline));

        Assert.StartsWith(command.Groups["folder"].Value, CommandLine.TryParse(command.Groups["arguments"].Value.Split(' '), out _)?.Config, StringComparison.Ordinal);
    }

    /// <remarks>The whole repository is mounted under that name, and the suite looks for the file of the cases there.</remarks>
    [Fact]
    public void TheSuiteIsGivenTheFolderOfTheCases()
    {
        Assert.Contains("""-v "$PWD:/test_input" airbyte/connector-acceptance-test --acceptance-test-config /test_input""", Document, StringComparison.Ordinal);
        Assert.Contains("--acceptance-test-config=\"$PWD\"", Document, StringComparison.Ordinal);
    }

    private static string PathOf(string status) => AcceptanceConfig.File.Connection.Tests.Single(test => test.Status == status).ConfigPath;

    private static Uri Url(string host, int port) => new UriBuilder("http", host, port).Uri;

    private static IEnumerable<Uri> UrlsOf(string config)
    {
        var settings = JsonElement.Parse(AcceptanceRuns.FileOf(config));
        return new[] { "dixa_api_url", "exports_api_url" }.Select(name => new Uri(settings.GetProperty(name).GetString()!));
    }
}
