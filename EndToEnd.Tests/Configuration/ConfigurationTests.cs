using Dixa.Connector.Harness;

namespace Dixa.Connector.Configuration;

public sealed class ConfigurationTests : IDisposable
{
    private readonly SourceDixa _source = new();

    public void Dispose() => _source.Dispose();

    /// <remarks>What else can be wrong with one is told by <c>ConnectorConfigTests</c>, in process.</remarks>
    [Fact]
    public async Task ACheckFailsWithWhatIsWrong()
    {
        var run = await _source.CheckAsync("""{"api_token":"s3cret","window_days":45}""");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("FAILED", run.ConnectionStatus.GetProperty("status").GetString());
        Assert.Contains("window_days must be a whole number from 1 to 31, not 45", run.ConnectionStatus.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.All(run.Lines, line => Assert.DoesNotContain("s3cret", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFileThatIsMissingIsNamed()
    {
        var missing = await _source.RunAsync("check", "--config", "/nowhere/config.json");
        Assert.Contains("does not exist: /nowhere/config.json", missing.ConnectionStatus.GetProperty("message").GetString(), StringComparison.Ordinal);
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

    [Fact]
    public async Task ASettingThatDoesNotExistIsLogged()
    {
        var run = await _source.DiscoverAsync("""{"api_token":"test-token","start_dat":"2025-01-01"}""");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("There is no setting \"start_dat\"", Assert.Single(run.Logs), StringComparison.Ordinal);
    }
}
