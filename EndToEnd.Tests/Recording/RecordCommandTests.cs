using System.Diagnostics;
using System.Text.Json;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Simulator.Commands;
using Dixa.Simulator.Recording;

namespace Dixa.Connector.Recording;

/// <summary>The commands `record` and `serve --from`, as they are typed and as they are killed.</summary>
public sealed class RecordCommandTests
{
    [Theory]
    [InlineData("record needs --to")]
    [InlineData("There is no option --too of record", "--too", "x")]
    [InlineData("--to needs a value", "--to")]
    [InlineData("must begin with https://", "--to", "x", "--dixa-url", "http://dixa.example.com")]
    [InlineData("must begin with https://", "--to", "x", "--exports-url=http://8.8.8.8")]
    [InlineData("needs a URL", "--to", "x", "--dixa-url", "dev.dixa.io")]
    [InlineData("needs a URL", "--to", "x", "--dixa-url", "ftp://dev.dixa.io")]
    [InlineData("needs a URL", "--to", "x", "--dixa-url", "https://dev.dixa.io/?x=1")]
    [InlineData("must not hold a user", "--to", "x", "--dixa-url", "https://me:secret@dev.dixa.io")]
    [InlineData("needs an IP address", "--to", "x", "--host", "example.com")]
    public void AnOptionThatMakesNoSenseIsNamed(string message, params string[] args) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => RecordArguments.Parse(args)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://192.168.1.5")]
    [InlineData("http://simulator:8080/")]
    [InlineData("https://dixa.example.com")]
    public void AnAddressThatTheConnectorTakesIsTaken(string url) =>
        Assert.Equal(new Uri(url), RecordArguments.Parse(["--to", "x", "--dixa-url", url]).DixaUrl);

    [Fact]
    public void AGeneratedOrganisationAndARecordingExcludeEachOther()
    {
        Assert.Equal("x", ServeArguments.Parse(["--from", "x", "--no-limits", "--token", "y"]).Recording);
        Assert.Contains("--seed", Assert.Throws<UsageException>(() => ServeArguments.Parse(["--from", "x", "--seed=3"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADirectoryWithSomethingInItIsLeftAlone()
    {
        await using var bench = await RecorderBench.StartAsync();
        var options = new RecorderOptions { To = bench.Folder };
        Assert.Contains("is not empty", (await RefusedAsync(options)).Message, StringComparison.Ordinal);
        await bench.EndAsync();
        await File.WriteAllTextAsync(Path.Combine(bench.Folder, "mine.txt"), "mine", TestContext.Current.CancellationToken);
        Assert.Contains("has mine.txt", (await RefusedAsync(options with { Force = true })).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(bench.Folder, RecordedLayout.Manifest)));
        File.Delete(Path.Combine(bench.Folder, "mine.txt"));
        await using var again = await RecorderServer.StartAsync(options with { Force = true }, ct: TestContext.Current.CancellationToken);
        Assert.Contains("is a file", (await RefusedAsync(options with { To = Path.Combine(bench.Folder, RecordedLayout.Manifest) })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheFilesAreThisUsersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights");
        await using var bench = await RecorderBench.StartAsync();
        Assert.All(
            Directory.GetFiles(bench.Folder).Where(file => !file.EndsWith(RecordedLayout.Manifest, StringComparison.Ordinal)),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task ARecorderThatIsKilledLeavesWhatItHad()
    {
        await using var dixa = await SimulatorServer.StartAsync(new SimulatorOptions { Conversations = 300, EndUsers = 500, Months = 2, Limits = RateLimits.None }, ct: TestContext.Current.CancellationToken);
        var folder = Directory.CreateTempSubdirectory("dixa-recorder-test");
        var to = Path.Combine(folder.FullName, "recording");
        string[] arguments = ["record", "--to", to, "--port", "0", "--dixa-url", dixa.Url.AbsoluteUri, "--exports-url", dixa.Url.AbsoluteUri];
        var executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "dixa-simulator.exe" : "dixa-simulator");
        using var process = Process.Start(new ProcessStartInfo(executable, arguments) { RedirectStandardOutput = true })!;
        try
        {
            var url = new Uri((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!.Split(' ').First(word => word.StartsWith("http", StringComparison.Ordinal)));
            using var client = new HttpClient();
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", dixa.Options.Token);
            await client.GetByteArrayAsync(new Uri(url, "/v1/teams"), TestContext.Current.CancellationToken);
            var (answers, enough) = (0, new TaskCompletionSource());
            var others = Enumerable.Range(0, 8).Select(async number =>
            {
                while (true)
                {
                    await client.GetByteArrayAsync(new Uri(url, $"/v1/endusers?pageLimit=100&number={number}"), TestContext.Current.CancellationToken);
                    if (Interlocked.Increment(ref answers) == 50)
                    {
                        enough.SetResult();
                    }
                }
            }).ToArray();
            await enough.Task;
            process.Kill();
            await Assert.ThrowsAnyAsync<Exception>(() => Task.WhenAll(others));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await using (var played = await SimulatorServer.StartAsync(new SimulatorOptions { Recording = to, Limits = RateLimits.None }, ct: TestContext.Current.CancellationToken))
        {
            using var client = new HttpClient();
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", played.Options.Token);
            using var teams = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri(played.Url, "/v1/teams"), TestContext.Current.CancellationToken));
            Assert.Equal(dixa.Organization.Workspace.Teams.Rows.Count, teams.RootElement.GetProperty("data").GetArrayLength());
            Assert.Contains(played.PlayedBack!.Warnings, warning => warning.Contains("was killed", StringComparison.Ordinal));
        }

        folder.Delete(recursive: true);
    }

    private static Task<RecordingException> RefusedAsync(RecorderOptions options) => Assert.ThrowsAsync<RecordingException>(() => RecorderServer.StartAsync(options, ct: TestContext.Current.CancellationToken));
}
