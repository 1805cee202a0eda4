using System.Text.Json.Nodes;

namespace Dixa.Warehouse.Syncing;

/// <summary>What is known of the source: how it is started, and what it tells besides the protocol.</summary>
public sealed class SourceTests
{
    [Theory]
    [InlineData("source-dixa", "source-dixa", new string[0])]
    [InlineData("docker run --rm -v {directory}:{directory} source-dixa", "docker", new[] { "run", "--rm", "-v", "/d:/d", "source-dixa" })]
    [InlineData("'/my programs/source'  -x \"a b\"", "/my programs/source", new[] { "-x", "a b" })]
    public void ACommandIsCutIntoWords(string text, string program, string[] arguments)
    {
        var command = SourceCommand.Parse(text, "/nowhere");

        Assert.Equal(program, command.Program);
        Assert.Equal(arguments, command.ArgumentsIn("/d"));
    }

    [Fact]
    public void AContainerCanRunAsThisUser() =>
        Assert.Matches("^--user=[0-9]+:[0-9]+$", SourceCommand.Parse("docker run --user={user} source-dixa", "/nowhere").ArgumentsIn("/d").ElementAt(1));

    [Fact]
    public void WithoutAWordTheSourceIsTheOneOnThePath() => Assert.Equal("source-dixa", SourceCommand.Parse(null, "/nowhere").Program);

    [Fact]
    public void AnEmptyCommandIsAnError() => Assert.Throws<WarehouseException>(() => SourceCommand.Parse(" ", "/nowhere"));

    /// <summary>The token is in them, and who is killed can't take it along.</summary>
    [Fact]
    public void FilesOfAKilledSyncGoWithTheNextOne()
    {
        var killed = Directory.CreateTempSubdirectory("dixa-sync-");
        File.WriteAllText(Path.Combine(killed.FullName, "config.json"), "{}");
        File.WriteAllText(Path.Combine(killed.FullName, "lock"), "");
        using var alive = new SourceFiles();
        alive.Write("config.json", "{}");

        using var next = new SourceFiles();
        Assert.False(Directory.Exists(killed.FullName));
        Assert.True(File.Exists(Path.Combine(alive.Path, "config.json")));
    }

    /// <summary>Schedulers start their syncs at the same second.</summary>
    [Fact]
    public void SyncsThatBeginAtOnceLeaveEachOthersFilesAlone() => Parallel.For(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
    {
        using var files = new SourceFiles();
        Assert.True(File.Exists(files.Write("config.json", "{}")));
    });

    [Fact]
    public void FilesForTheSourceAreThisUsersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "rights are other there");
        string path;
        using (var files = new SourceFiles())
        {
            path = files.Path;
            files.Write("config.json", "{}");
#pragma warning disable CA1416 // Not reached on Windows.
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
#pragma warning restore CA1416
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void WindowsAreCountedFromTheCursor()
    {
        var now = new DateTimeOffset(2026, 4, 11, 0, 0, 0, TimeSpan.Zero);
        var windows = WindowCount.Of((JsonObject)JsonNode.Parse("""{"start_date": "2026-01-01", "window_days": 10}""")!, null, now);

        Assert.Equal(10, windows.All);
        Assert.Equal(0, windows.Done(null));
        Assert.Equal(3, windows.Done(StateAt(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero))));
        Assert.Equal(10, windows.Done(StateAt(now)));
    }

    private static string StateAt(DateTimeOffset cursor) =>
        new JsonObject { ["stream"] = new JsonObject { ["stream_state"] = new JsonObject { ["updated_at"] = cursor.ToUnixTimeMilliseconds() } } }.ToJsonString();
}
