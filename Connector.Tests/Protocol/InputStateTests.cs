using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;

namespace Dixa.Connector.Protocol;

/// <summary>What a state file may look like that no platform made: messages as they were saved, whole or cut off.</summary>
public sealed class InputStateTests : IDisposable
{
    private const string Agents = """{"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"agents"},"stream_state":{"at":$}},"sourceStats":{"recordCount":1}}}""";
    private const string Teams = """{"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"teams"},"stream_state":{"at":$}}}}""";
    private const string Log = """{"type":"LOG","log":{"level":"INFO","message":"reading"}}""";
    private const string Record = """{"type":"RECORD","record":{"stream":"agents","data":{"type":"STATE","id":1,"deep":[[{"type":"STATE"}]]},"emitted_at":1}}""";

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void OfLinesOfStatesTheLastOfEachStreamCounts() =>
        Assert.Equal("agents 3, teams 2", Load($"{At(Agents, 1)}\n{At(Teams, 2)}\n{At(Agents, 3)}\n"));

    [Fact]
    public void TheWholeOutputOfAReadIsTaken() =>
        Assert.Equal("agents 3, teams 2", Load(string.Join('\n', Log, Record, At(Agents, 1), Record, At(Teams, 2), Log, Record, At(Agents, 3), Log)));

    [Fact]
    public void AnArrayAndTheLinesOfALaterReadAreTakenTogether() =>
        Assert.Equal("agents 9, teams 2", Load($"[\n{At(Agents, 1)},\n {At(Teams, 2)}\n]\n{Log}\n{At(Agents, 9)}\n"));

    [Fact]
    public void ALineThatWasCutOffIsLeftOutWhereverItWasCut()
    {
        foreach (var whole in new[] { $"{Log}\n{At(Agents, 1)}\n", $"[\n{At(Agents, 1)}\n]\r\n" })
        {
            AssertLeftOut(whole);
        }
    }

    private void AssertLeftOut(string whole)
    {
        foreach (var last in new[] { At(Teams, 2), Record, Log })
        {
            for (var length = 1; length < last.Length; length++)
            {
                var state = LoadState(whole + last[..length]);
                Assert.Equal("agents 1", Text(state));
                Assert.Contains("ends in the middle of a line", Assert.Single(state.Warnings), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("""{"type":"STREAM","stream":{"stream_descr""")]
    [InlineData("""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"agents"},"stream_state":{}}},""")]
    [InlineData("{\"type\":\"LOG\"}\n{\"type\":\"LO\n{\"type\":\"LOG\"}\n")]
    [InlineData("{\"type\":\"LOG\"}\n{\"type\":\"LOG\"}x\n")]
    [InlineData("{\"type\":\"LOG\"}\0")]
    [InlineData("[]\0")]
    [InlineData("[] ]")]
    public void WhatIsBrokenElsewhereIsAnError(string text) =>
        Assert.Contains("is not valid JSON", Assert.Throws<ConnectorException>(() => Load(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("\uFEFF")]
    public void AnEmptyFileIsCalledEmpty(string text) =>
        Assert.Contains("is empty", Assert.Throws<ConnectorException>(() => Load(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void MessagesWithoutAStateAreTold() => Assert.True(LoadState($"{Log}\n{Record}\n").HasOnlyMessages);

    [Fact]
    public void TheStatesOfStreamsThatDoNotExistAreCountedAndLetGo()
    {
        File.WriteAllText(_path, string.Join('\n', Enumerable.Range(0, 100).Select(number => At(Teams.Replace("teams", $"gone{number}", StringComparison.Ordinal), number)).Append(At(Agents, 1))));

        var state = InputState.Load([_path], "--state", name => name == "agents");

        Assert.Equal("agents 1", Text(state));
        Assert.Equal(20, state.Unknown.Count);
    }

    /// <summary>A hundred megabytes of states of one stream, and as many of records.</summary>
    [Fact]
    public void ALargeFileTakesNoMoreMemoryThanASmallOne()
    {
        using (var file = new StreamWriter(_path))
        {
            for (var number = 0; number < 40_000; number++)
            {
                file.WriteLine(At(Agents, number));
                file.WriteLine(Record);
            }
        }

        // What stays and what is let go again at once: no buffer grows beyond the one that every file gets.
        Assert.InRange(new FileInfo(_path).Length, 10_000_000, 20_000_000);
        Assert.Equal("agents 39999", Load(_path, written: true));
        Assert.Equal(64 * 1024, LargestBuffer());
    }

    [Fact]
    public void AnEntryThatIsNoStateBySizeIsAnErrorAndNotMemory() => Assert.Contains(
        "more than 16 MB",
        Assert.Throws<ConnectorException>(() => Load($$$$"""[{"type":"STREAM","stream":{"stream_descriptor":{"name":"agents"},"stream_state":{"at":"{{{{new string('x', 40_000_000)}}}}"}}}]""")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void ARecordOfTwentyMegabytesIsPassedOver() =>
        Assert.Equal("agents 1", Load($"{Record.Replace("1,\"deep", $"\"{new string('x', 20_000_000)}\",\"deep", StringComparison.Ordinal)}\n{At(Agents, 1)}\n"));

    private static string At(string state, int at) => state.Replace("$", $"{at}", StringComparison.Ordinal);

    private static string Text(InputState state) =>
        string.Join(", ", state.States.Select(entry => $"{entry.Key.Name} {entry.Value.GetProperty("at")}").Order());

    private string Load(string text, bool written = false)
    {
        if (!written)
        {
            File.WriteAllText(_path, text);
        }

        return Text(InputState.Load([_path], "--state"));
    }

    private InputState LoadState(string text)
    {
        File.WriteAllText(_path, text);
        return InputState.Load([_path], "--state");
    }

    private int LargestBuffer()
    {
        using var file = new JsonFile(_path, "--state", asMessages: true);
        while (file.Read() is not null)
        {
            // To the end.
        }

        return file.BufferBytes;
    }
}
