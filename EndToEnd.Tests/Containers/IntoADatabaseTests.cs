using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Access;

namespace Dixa.Connector.Containers;

/// <summary>The README's way into a database without Docker, pasted as it stands. It is here because two programs are built for it.</summary>
public sealed class IntoADatabaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("into-a-database");

    public IntoADatabaseTests() => DockerEngine.Require();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task TheReadmesLinesFillADatabaseAndTheLastOneFollowsDixa()
    {
        await using var dixa = await SimulatorServer.StartAsync(
            new SimulatorOptions { Conversations = 40, EndUsers = 10, Months = 1, Limits = RateLimits.None }, TimeProvider.System, TestContext.Current.CancellationToken);
        var url = dixa.Url.GetLeftPart(UriPartial.Authority);
        var lines = Assert.Single(Document.Readme.Commands("Into a database"))
            .Replace("dixa/bin", Path.Combine(_folder.FullName, "bin"), StringComparison.Ordinal);
        var variables = new Dictionary<string, string?>
        {
            ["DIXA_API_TOKEN"] = dixa.Options.Token,
            ["DIXA_API_URL"] = url,
            ["DIXA_EXPORTS_API_URL"] = url,
            ["DIXA_EXPORTS_REQUESTS_PER_MINUTE"] = "6000",
            ["DIXA_DATABASE"] = Path.Combine(_folder.FullName, "dixa.db"),
        };

        await PasteAsync(lines, variables);
        Assert.Equal("40", await AskAsync("SELECT count(*) FROM conversations"));
        dixa.Organization.Change(DateTimeOffset.UtcNow);
        await PasteAsync(lines.TrimEnd().Split('\n')[^1], variables);
        Assert.Equal($"{dixa.Organization.Conversations.Count}", await AskAsync("SELECT count(*) FROM conversations"));
    }

    private static async Task PasteAsync(string lines, Dictionary<string, string?> variables)
    {
        var shell = await DockerEngine.RunAsync("sh", ["-e", "-c", $"cd '{Repository.Root}'\n{lines}"], variables);
        Assert.True(shell.ExitCode == 0, $"{lines}\n{shell}");
    }

    private async Task<string> AskAsync(string sql)
    {
        var answer = await DockerEngine.RunAsync("sqlite3", [Path.Combine(_folder.FullName, "dixa.db"), sql], new Dictionary<string, string?>());
        Assert.True(answer.ExitCode == 0, answer.ToString());
        return answer.Stdout.Trim();
    }
}
