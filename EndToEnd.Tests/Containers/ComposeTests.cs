using System.Text.Json;
using System.Text.RegularExpressions;
using Dixa.Connector.Acceptance;

namespace Dixa.Connector.Containers;

/// <summary><c>docker compose -f deploy/compose.yaml up</c>, with nothing prepared.</summary>
public sealed class ComposeTests : IAsyncLifetime
{
    private const string Count = "SELECT count(*) FROM simulated.conversations";

    public ComposeTests() => DockerEngine.Require();

    public async ValueTask InitializeAsync()
    {
        await ComposeProject.RequireAsync();
        await ConnectorImages.BuildAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task UpFillsADatabaseThatFollowsDixaAndOutlivesTheContainers()
    {
        await using var project = new ComposeProject(new Dictionary<string, string?> { ["DIXA_EVERY"] = "5s" });

        await project.RunAsync("up", "--detach");
        await UntilAsync(async () => await QueryAsync(project, "SELECT count(*) > 0 FROM simulated._sync_runs WHERE status = 'succeeded'") == "t");
        var isEmpty = ConnectorMetadata.SuggestedStreams.Select(stream => $"CASE WHEN NOT EXISTS (SELECT FROM simulated.{stream}) THEN '{stream}' END");
        Assert.Equal("empty:", await QueryAsync(project, $"SELECT concat_ws(' ', 'empty:', {string.Join(", ", isEmpty)}) AS streams"));
        var documented = Regex.Match(WarehouseDocument.Line("docker compose -f deploy/compose.yaml exec postgres psql"), "^[^\"]* psql -U dixa -c \"(?<sql>[^\"]+)\"$").Groups["sql"].Value;
        Assert.Contains("email|", await project.RunAsync("exec", "-T", "postgres", "psql", "-U", "dixa", "--tuples-only", "--no-align", "-c", documented), StringComparison.Ordinal);

        await AskSimulatorAsync(project, "change", "--post-data", """{"conversations": 5}""");
        var held = JsonElement.Parse(await AskSimulatorAsync(project, "conversations")).GetArrayLength();
        await UntilAsync(async () => await QueryAsync(project, Count) == $"{held}");
        await UntilAsync(async () => await HealthAsync(project) == "healthy healthy healthy healthy");
        var firstRun = await QueryAsync(project, "SELECT min(id) FROM simulated._sync_runs");

        await ThePageShowsItAsync(project);

        await project.RunAsync("stop");
        Assert.Equal(["143", "0", "0"], [await ExitCodeAsync("warehouse"), await ExitCodeAsync("postgres"), await ExitCodeAsync("simulator")]);

        await project.RunAsync("down");
        await project.RunAsync("up", "--detach");
        var runs = await QueryAsync(project, "SELECT count(*) FROM simulated._sync_runs WHERE status = 'succeeded'");
        await UntilAsync(async () => await QueryAsync(project, "SELECT count(*) FROM simulated._sync_runs WHERE status = 'succeeded'") != runs);
        Assert.Equal(firstRun, await QueryAsync(project, "SELECT min(id) FROM simulated._sync_runs"));
        Assert.True(int.Parse(await QueryAsync(project, Count), null) >= held);

        Task<string> ExitCodeAsync(string service) => project.InspectAsync(service, "{{.State.ExitCode}}");
    }

    /// <summary>The simulated organisation is out of the way: its schema is another, and nobody asks it.</summary>
    [Fact]
    public async Task WithATokenItIsDixaThatIsAsked()
    {
        await using var project = new ComposeProject(new Dictionary<string, string?> { ["DIXA_API_TOKEN"] = "the-token-of-a-test" });

        await project.RunAsync("run", "--rm", "settings");
        var seen = await project.RunAsync("run", "--rm", "--no-deps", "-T", "--entrypoint", "sh", "warehouse", "-c", "cat /settings/warehouse.json; echo $DIXA_API_TOKEN; cat /settings/password || ls -ln /settings");

        Assert.Matches("""^\{"database": "postgres://dixa:[\w-]{40}@postgres/dixa"\}\nthe-token-of-a-test\n""", seen);
        Assert.Matches(@"-rw------- +1 1000 .* page_password\n-rw------- +1 0 +0 .* password\n-rw------- +1 1000 .* warehouse.json$", seen);
    }

    [Fact]
    public async Task ThePasswordIsAnotherInEachProjectAndStaysAsItIs()
    {
        await using var first = new ComposeProject(new Dictionary<string, string?>());
        await using var second = new ComposeProject(new Dictionary<string, string?>());

        var passwords = new[] { await PasswordAsync(first), await PasswordAsync(first), await PasswordAsync(second) };

        Assert.Equal(passwords[0], passwords[1]);
        Assert.NotEqual(passwords[0], passwords[2]);

        static async Task<string> PasswordAsync(ComposeProject project)
        {
            await project.RunAsync("run", "--rm", "settings");
            return await project.RunAsync("run", "--rm", "-T", "--entrypoint", "cat", "settings", "/settings/password");
        }
    }

    /// <summary>On this machine's port, with the password that was made up, and not without.</summary>
    private static async Task ThePageShowsItAsync(ComposeProject project)
    {
        var password = await project.RunAsync("exec", "-T", "postgres", "cat", "/settings/page_password");
        using var client = new HttpClient { BaseAddress = new Uri($"http://{(await project.RunAsync("port", "page", "8081")).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)}/") };
        using var refused = await client.GetAsync(client.BaseAddress, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.StatusCode);

        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"me:{password}")));
        Assert.Contains("<h3>Open now</h3>", await client.GetStringAsync(client.BaseAddress, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>One value, or nothing while the database or the table isn't there yet.</summary>
    private static async Task<string> QueryAsync(ComposeProject project, string sql) =>
        (await project.ExecAsync("postgres", "psql", "--username=dixa", "--tuples-only", "--no-align", "--command", sql)).Stdout.Trim();

    /// <summary>From the warehouse's container, which reaches the simulator by its name.</summary>
    private static Task<string> AskSimulatorAsync(ComposeProject project, string path, params string[] options) =>
        project.RunAsync(["exec", "-T", "warehouse", "busybox", "wget", "-qO-", .. options, $"http://simulator:8080/_simulator/{path}"]);

    private static async Task<string> HealthAsync(ComposeProject project) => string.Join(
        ' ', await Task.WhenAll(new[] { "postgres", "simulator", "warehouse", "page" }.Select(service => project.InspectAsync(service, "{{.State.Health.Status}}"))));

    private static async Task UntilAsync(Func<Task<bool>> isTrue)
    {
        while (!await isTrue())
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }
}
