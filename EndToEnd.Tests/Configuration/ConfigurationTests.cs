using System.Text.Json.Nodes;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Configuration;

public sealed class ConfigurationTests : IDisposable
{
    private const string Secret = "s3cret+/=\"token";

    private readonly SourceDixa _source = new();

    public void Dispose() => _source.Dispose();

    [Theory]
    [InlineData("""{}""", "api_token is missing")]
    [InlineData("""{"api_token":null}""", "api_token is missing")]
    [InlineData("""{"api_token":""}""", "api_token must not be empty")]
    [InlineData("""{"api_token":"  "}""", "api_token must not be empty")]
    [InlineData("""{"api_token":12345678}""", "api_token must be a string")]
    [InlineData("""[]""", "must be a JSON object")]
    [InlineData("""{"api_token":"test-token","start_date":"yesterday"}""", "start_date must look like YYYY-MM-DD or YYYY-MM-DDTHH:mm:ssZ, not \"yesterday\"")]
    [InlineData("""{"api_token":"test-token","start_date":"2025-02-30"}""", "start_date must look like YYYY-MM-DD")]
    [InlineData("""{"api_token":"test-token","start_date":"2025-01-01\n"}""", "start_date must look like")]
    [InlineData("""{"api_token":"test-token","start_date":20250101}""", "start_date must be a string, not 20250101")]
    [InlineData("""{"api_token":"test-token","start_date":"2025-02-01","end_date":"2025-01-01"}""", "end_date must not be before start_date")]
    [InlineData("""{"api_token":"test-token","window_days":0}""", "window_days must be a whole number from 1 to 31, not 0")]
    [InlineData("""{"api_token":"test-token","window_days":45}""", "window_days must be a whole number from 1 to 31, not 45")]
    [InlineData("""{"api_token":"test-token","window_days":1.5}""", "window_days must be a whole number from 1 to 31, not 1.5")]
    [InlineData("""{"api_token":"test-token","window_days":"7"}""", "window_days must be a whole number from 1 to 31, not \"7\"")]
    [InlineData("""{"api_token":"test-token","batch_size":99}""", "batch_size must be a whole number from 1 to 31, not 99")]
    [InlineData("""{"api_token":"test-token","lookback_minutes":-1}""", "lookback_minutes must be a whole number from 0 to 44640")]
    [InlineData("""{"api_token":"test-token","dixa_api_url":"dev.dixa.io"}""", "dixa_api_url must look like https://host")]
    [InlineData("""{"api_token":"test-token","dixa_api_url":"http://dev.dixa.io"}""", "dixa_api_url must begin with https://")]
    [InlineData("""{"api_token":"test-token","exports_api_url":"http://8.8.8.8"}""", "exports_api_url must begin with https://")]
    [InlineData("""{"api_token":"test-token","dixa_api_url":"https://[::1"}""", "dixa_api_url must be a URL")]
    [InlineData("""{"api_token":"test-token","exports_api_url":"https://u:p@exports.dixa.io"}""", "exports_api_url must look like https://host")]
    public async Task AWrongSettingIsToldWithWhatWouldBeRight(string config, string expected) =>
        Assert.Contains(expected, await FailureAsync(config), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://localhost:1")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://10.0.0.7:1")]
    [InlineData("http://192.168.1.2")]
    [InlineData("http://[::1]:1")]
    [InlineData("http://simulator:8080")]
    [InlineData("https://proxy.example.com/dixa/")]
    public async Task PlainHttpIsTakenWhereNobodyListens(string url) =>
        Assert.Equal(0, (await _source.DiscoverAsync(new JsonObject { ["api_token"] = "test-token", ["dixa_api_url"] = url }.ToJsonString())).ExitCode);

    [Theory]
    [InlineData("2025-01-01")]
    [InlineData("2025-01-01T00:00:00Z")]
    [InlineData("2025-01-01T00:00:00.123456789Z")]
    [InlineData("2025-01-01T00:00:00+05:30")]
    [InlineData(null)]
    public async Task EveryFormOfADateIsTakenAndNullIsAbsent(string? date)
    {
        var config = new JsonObject { ["api_token"] = "test-token", ["start_date"] = date, ["end_date"] = null, ["window_days"] = null, ["unknown"] = true };
        Assert.Equal(0, (await _source.DiscoverAsync(config.ToJsonString())).ExitCode);
    }

    [Fact]
    public async Task EveryProblemIsToldAtOnce()
    {
        var message = await FailureAsync("""{"start_date":"x","window_days":77,"lookback_minutes":"a"}""");
        Assert.All(["api_token", "start_date", "window_days", "lookback_minutes"], name => Assert.Contains(name, message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFileThatIsMissingOrNotJsonIsNamed()
    {
        var missing = await _source.RunAsync("check", "--config", "/nowhere/config.json");
        Assert.Contains("does not exist: /nowhere/config.json", missing.ConnectionStatus.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("not valid JSON", await FailureAsync($$"""{"api_token":"{{Secret}} """), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADirectoryIsNoMissingFile()
    {
        var folder = Path.GetDirectoryName(_source.File("catalog.json", "{}"))!;
        var check = await _source.RunAsync("check", "--config", folder);
        var read = await _source.RunAsync("read", "--config", _source.File("config.json", """{"api_token":"test-token"}"""), "--catalog", folder);

        Assert.Contains($"The file given as --config is a directory: {folder}.", check.ConnectionStatus.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains($"The file given as --catalog is a directory: {folder}.", Assert.Single(read.Errors).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("discover")]
    [InlineData("read")]
    public async Task OtherCommandsFailWithAConfigError(string command)
    {
        var config = _source.File("config.json", "{}");
        var catalog = _source.File("catalog.json", """{"streams":[]}""");
        var run = await _source.RunAsync([command, "--config", config, .. command == "read" ? ["--catalog", catalog] : Array.Empty<string>()]);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("config_error", Assert.Single(run.Errors).GetProperty("failure_type").GetString());
    }

    [Theory]
    [InlineData("31.0")]
    [InlineData("3.1e1")]
    [InlineData("310E-1")]
    public async Task AWholeNumberIsOneInEveryWayOfWritingIt(string number) => Assert.Equal(
        0,
        (await _source.DiscoverAsync($$"""{"api_token":"test-token","window_days":{{number}},"batch_size":{{number}},"lookback_minutes":{{number}},"exports_requests_per_minute":{{number}},"api_requests_per_second":{{number}}}""")).ExitCode);

    [Fact]
    public async Task ANumberThatAFormLeftEmptyIsAbsent() => Assert.Equal(
        0,
        (await _source.DiscoverAsync("""{"api_token":"test-token","window_days":"","batch_size":"","lookback_minutes":"","exports_requests_per_minute":"","api_requests_per_second":""}""")).ExitCode);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n", "is empty")]
    [InlineData("{} {}", "a second value follows the first")]
    public async Task AFileThatIsNoSingleValueIsToldApart(string text, string expected) =>
        Assert.Contains(expected, await FailureAsync(text), StringComparison.Ordinal);

    [Fact]
    public async Task DeepNestingIsTakenUpToAThousandLevelsAndThenNamed()
    {
        static string Nested(int levels) => $$"""{"api_token":"test-token","_remark":{{new string('[', levels)}}{{new string(']', levels)}}}""";

        Assert.Equal(0, (await _source.DiscoverAsync(Nested(999))).ExitCode);
        Assert.Contains("nested deeper than 1000 levels", await FailureAsync(Nested(1000)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"api_token": "s3cret"}""")]
    [InlineData("""[{"api_token": "s3cret"}]""")]
    [InlineData("""
        "s3cret"
        """)]
    public async Task TheTextInThePlaceOfAPathIsNotRepeated(string text)
    {
        foreach (var command in new[] { "check", "discover" })
        {
            var run = await _source.RunAsync(command, "--config", text);

            Assert.Contains(run.Lines, line => line.Contains("--config wants the path of a file, not its text", StringComparison.Ordinal));
            Assert.All(run.Lines.Append(run.Stderr), line => Assert.DoesNotContain("s3cret", line, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("""{"api_token":"test-token","start_dat":"2025-01-01"}""", "There is no setting \"start_dat\", so it is ignored. Did you mean \"start_date\"?")]
    [InlineData("""{"api_token":"test-token","colour":1,"_remark":1,"$schema":1,"absent":null}""", "There is no setting \"colour\", so it is ignored.")]
    public async Task ASettingThatDoesNotExistIsToldWithTheNearest(string config, string expected)
    {
        var run = await _source.DiscoverAsync(config);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(expected, Assert.Single(run.Logs));
    }

    [Fact]
    public async Task AMissingSettingUnderAnotherNameIsGuessed() =>
        Assert.Contains("Did you mean \"api_token\"?", await FailureAsync("""{"apiToken":"s3cret"}"""), StringComparison.Ordinal);

    private async Task<string> FailureAsync(string config)
    {
        var run = await _source.CheckAsync(config);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("FAILED", run.ConnectionStatus.GetProperty("status").GetString());
        Assert.All(run.Lines, line => Assert.DoesNotContain("s3cret", line, StringComparison.Ordinal));
        return run.ConnectionStatus.GetProperty("message").GetString()!;
    }
}
