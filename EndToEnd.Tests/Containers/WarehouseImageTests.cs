using System.Text.Json;
using Dixa.Connector.Acceptance;

namespace Dixa.Connector.Containers;

/// <summary>The image that holds the warehouse and the connector: every command of it, on both databases.</summary>
[Collection(ContainerCollection.Name)]
public sealed class WarehouseImageTests : IClassFixture<WarehouseNetwork>, IDisposable
{
    private static readonly string[] Token = ["--env", $"DIXA_API_TOKEN={SimulatedDixa.Token}"];

    private readonly WarehouseNetwork _network;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("warehouse-image-test");

    public WarehouseImageTests(WarehouseNetwork network)
    {
        DockerEngine.Require();
        _network = network;

        // Whoever the container runs as.
        if (!OperatingSystem.IsWindows())
        {
            _folder.UnixFileMode = (UnixFileMode)0b111_111_111;
        }
    }

    private string[] Folder => ["--volume", $"{_folder.FullName}:/data"];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task TheImageIsSmallAndItsUserIsNotRoot()
    {
        var image = JsonElement.Parse(await DockerEngine.OutputAsync("image", "inspect", ConnectorImages.Warehouse))[0];

        Assert.InRange(image.GetProperty("Size").GetInt64(), 1, 90_000_000);
        Assert.Equal("1000:1000", image.GetProperty("Config").GetProperty("User").GetString());
    }

    [Fact]
    public async Task TheVersionLabelIsTheVersionThatTheWarehouseSays()
    {
        var label = await DockerEngine.OutputAsync("image", "inspect", "--format", """{{index .Config.Labels "io.airbyte.version"}}""", ConnectorImages.Warehouse);

        Assert.Equal(label, (await _network.RunAsync([], "--version")).Stdout);
    }

    [Fact]
    public async Task SpecIsOneMessage()
    {
        var run = await _network.RunAsync([], "spec");

        Assert.Equal((0, ""), (run.ExitCode, run.Stderr));
        Assert.Equal("SPEC", JsonElement.Parse(run.Stdout).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("/data/check.db")]
    [InlineData(null)]
    public async Task CheckTriesTheDatabase(string? database)
    {
        await WriteConfigAsync("config.json", database);
        await WriteConfigAsync("wrong.json", database is null ? "postgres://postgres:wrong@postgres/postgres" : "/no/such/folder/check.db");

        var right = await _network.RunAsync(Folder, "check", "--config", "config.json");
        var wrong = await _network.RunAsync(Folder, "check", "--config", "wrong.json");

        Assert.Equal((0, ""), (right.ExitCode, right.Stderr));
        Assert.Equal(["SUCCEEDED", "FAILED"], new[] { right, wrong }.Select(run => JsonElement.Parse(run.Stdout).GetProperty("connectionStatus").GetProperty("status").GetString()));
    }

    /// <summary>A shell pipes the connector into the warehouse, as platforms do.</summary>
    [Theory]
    [InlineData("/data/write.db")]
    [InlineData(null)]
    public async Task WriteKeepsWhatTheConnectorSays(string? database)
    {
        await WriteConfigAsync("config.json", database, "written");
        await File.WriteAllTextAsync(PathOf("source.json"), $$"""{"api_token":"{{SimulatedDixa.Token}}","dixa_api_url":"{{SimulatedDixa.Url}}","exports_api_url":"{{SimulatedDixa.Url}}"}""", TestContext.Current.CancellationToken);
        var catalog = await _network.RunAsync([.. Folder, "--entrypoint", "/airbyte/source-dixa"], "discover", "--configured", "--streams", "teams,agents");
        await File.WriteAllTextAsync(PathOf("catalog.json"), catalog.Stdout, TestContext.Current.CancellationToken);

        var run = await _network.RunAsync(
            [.. Folder, "--entrypoint", "sh"], "-c", "/airbyte/source-dixa read --config source.json --catalog catalog.json | $AIRBYTE_ENTRYPOINT write --config config.json --catalog catalog.json");

        Assert.True(run.ExitCode == 0, run.ToString());
        var states = run.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => JsonElement.Parse(line).GetProperty("type").ValueEquals("STATE"));
        Assert.NotEmpty(states);
        Assert.NotEqual("0", await CountAsync(database, "written", "teams"));
        Assert.NotEqual("0", await CountAsync(database, "written", "agents"));
    }

    [Theory]
    [InlineData("synced.db")]
    [InlineData(null)]
    public async Task SyncReadsTheSuggestedStreamsAndStatusSaysSo(string? database)
    {
        // Anybody may run it, also where the user has no name and no home.
        string[] options = [.. Folder, .. Token, "--user", "12345:12345", "--env", $"DIXA_DATABASE={database ?? WarehouseNetwork.DatabaseUrl}", "--env", "DIXA_SCHEMA=synced"];

        var sync = await _network.RunAsync(options, "sync");
        var status = await _network.RunAsync(options, "status");

        Assert.True(sync.ExitCode == 0, sync.ToString());
        Assert.All(ConnectorMetadata.SuggestedStreams, stream => Assert.Matches($@"│ {stream} +│ +[0-9,]+ │ +[0-9,]+ │[^│]*│ complete │", sync.Stderr));
        Assert.Equal("300", await CountAsync(database, "synced", "conversations"));
        Assert.Equal(0, status.ExitCode);
        Assert.Contains("succeeded", status.Stdout, StringComparison.Ordinal);
    }

    /// <summary>The line of the documentation, pasted; what it lacks is only where the simulated Dixa is.</summary>
    [Fact]
    public async Task TheDocumentedLineLeavesADatabaseInTheFolder()
    {
        var options = string.Join(' ', WarehouseNetwork.Environment(WarehouseNetwork.DixaSettings).Prepend(_network.Dixa.Network!.Name).Prepend("--network"));
        var line = WarehouseDocument.Line("docker run ")
            .Replace("docker run ", $"{DockerEngine.ClientPath} run {options} ", StringComparison.Ordinal)
            .Replace(" dixa-warehouse sync", $" {ConnectorImages.Warehouse} sync", StringComparison.Ordinal);

        var run = await DockerEngine.RunAsync(
            "sh", ["-c", $"cd '{_folder.FullName}' && mkdir dixa && {line}"], new Dictionary<string, string?> { ["DIXA_API_TOKEN"] = SimulatedDixa.Token });

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal("300", await CountAsync("dixa/dixa.db", "", "conversations"));
    }

    [Fact]
    public async Task OnATerminalTheTableMoves()
    {
        var sync = await _network.RunAsync([.. Token, "--tty", "--env", "DIXA_DATABASE=/tmp/screen.db"], "sync", "--streams", "teams");

        Assert.True(sync.ExitCode == 0, sync.ToString());
        Assert.Contains("\u001b[", sync.Stdout, StringComparison.Ordinal);
        Assert.Matches(@"│ teams +│.*│ complete │", sync.Stdout);
    }

    private async Task WriteConfigAsync(string name, string? database, string schema = "checked") => await File.WriteAllTextAsync(
        PathOf(name), JsonSerializer.Serialize(new { database = database ?? WarehouseNetwork.DatabaseUrl, schema }), TestContext.Current.CancellationToken);

    private async Task<string> CountAsync(string? database, string schema, string table)
    {
        if (database is null)
        {
            return Assert.Single(await _network.QueryAsync($"SELECT count(*) FROM {schema}.{table}"));
        }

        var run = await DockerEngine.RunAsync("sqlite3", [PathOf(database.Replace("/data/", "", StringComparison.Ordinal)), $"SELECT count(*) FROM {table}"], new Dictionary<string, string?>());
        Assert.True(run.ExitCode == 0, run.ToString());
        return run.Stdout.Trim();
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
