namespace Dixa.Connector.Containers;

/// <summary>A window that is larger than the container's memory: what does not fit has to pass through.</summary>
[Collection(ContainerCollection.Name)]
public sealed class MemoryLimitTests
{
    private const int Rows = 200_000;

    public MemoryLimitTests() => DockerEngine.Require();

    /// <remarks><c>dotnet run -c Release --project Benchmarks -- memory</c> does the same with gigabytes.</remarks>
    [Fact]
    public async Task AWindowOf290MegabytesPassesThrough128()
    {
        using var dixa = new RowServer(Rows, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await ConnectorImages.BuildAsync();

        var run = await DockerEngine.RunAsync(
            "run",
            "--rm",
            "--network",
            "host",
            "--memory",
            "128m",
            "--memory-swap",
            "128m",
            "--tmpfs",
            "/tmp",
            "--env",
            $$"""CONFIG={"api_token":"memory-test-token","start_date":"2026-01-01","end_date":"2026-01-02","dixa_api_url":"{{dixa.Url}}","exports_api_url":"{{dixa.Url}}"}""",
            "--env",
            """CATALOG={"streams":[{"stream":{"name":"conversations"},"sync_mode":"incremental"}]}""",
            "--entrypoint",
            "sh",
            ConnectorImages.Connector,
            "-c",
            "cd /tmp; echo \"$CONFIG\" > config.json; echo \"$CATALOG\" > catalog.json; (/airbyte/source-dixa read --config config.json --catalog catalog.json; echo \"exit $?\") | tail -n 8");

        Assert.True(run.ExitCode == 0, $"{run}");
        Assert.Contains($"conversations: complete; {Rows:N0} records", run.Stdout, StringComparison.Ordinal);
        Assert.EndsWith("exit 0\n", run.Stdout, StringComparison.Ordinal);
    }
}
