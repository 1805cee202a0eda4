using System.Text.Json;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Harness;
using Dixa.Connector.Protocol;
using Dixa.Connector.State;

namespace Dixa.Connector.Output;

public sealed class StreamOutputTests : IAsyncDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly MemoryStream _stdout = new();
    private readonly MessageWriter _writer;
    private readonly StreamOutput _output;

    public StreamOutputTests()
    {
        _writer = new MessageWriter(_stdout, new SecretMask());
        _output = new StreamOutput(new StreamDescriptor("agents", null), new HashSet<string>(), _writer, new SecretMask(), _clock);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AHeartbeatRepeatsTheCheckpointAndCountsWhatIsBeforeIt()
    {
        await _output.WriteStateAsync(new ParentCheckpoint("a"), Ct);
        Append(3);
        await _output.FlushAsync(Ct);
        _clock.Advance(Silence);
        await _output.WriteHeartbeatAsync(Silence);

        Assert.Equal(
            ["STATE a 0 past 0", "RECORD", "RECORD", "RECORD", "STATE a 3 past 3"],
            await LinesAsync());
    }

    /// <summary>What is still in the chunk is behind the heartbeat, so the next state counts it.</summary>
    [Fact]
    public async Task RecordsThatAreNotHandedOverBelongToTheNextState()
    {
        await _output.WriteStateAsync(new ParentCheckpoint("a"), Ct);
        Append(2);
        await _output.FlushAsync(Ct);
        Append(1);
        _clock.Advance(Silence);
        await _output.WriteHeartbeatAsync(Silence);
        await _output.WriteStateAsync(new ParentCheckpoint("b"), Ct);

        Assert.Equal(
            ["STATE a 0 past 0", "RECORD", "RECORD", "STATE a 2 past 2", "RECORD", "STATE b 1 past 0"],
            await LinesAsync());
    }

    [Fact]
    public async Task ARecordThatIsTakenBackIsNeitherWrittenNorCounted()
    {
        Append(2);
        var (mark, bytes) = (_output.Mark, _output.Bytes);
        Append(1);
        _output.TakeBack(mark);
        await _output.WriteStateAsync(new ParentCheckpoint("a"), Ct);

        Assert.Equal((2, bytes), (_output.Records, _output.Bytes));
        Assert.Equal(["RECORD", "RECORD", "STATE a 2 past 0"], await LinesAsync());
    }

    [Fact]
    public async Task ThereIsNoHeartbeatWhileSomethingComesNorWithoutACheckpoint()
    {
        _clock.Advance(Silence);
        await _output.WriteHeartbeatAsync(Silence);
        await _output.WriteStateAsync(new ParentCheckpoint("a"), Ct);
        _clock.Advance(Silence - TimeSpan.FromSeconds(1));
        await _output.WriteHeartbeatAsync(Silence);

        Assert.Equal(["STATE a 0 past 0"], await LinesAsync());
    }

    [Fact]
    public async Task HeartbeatsComeOnceInEverySpanOfSilence()
    {
        await _output.WriteStateAsync(new ParentCheckpoint("a"), Ct);
        for (var minute = 0; minute < 20; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await _output.WriteHeartbeatAsync(Silence);
        }

        Assert.Equal(Enumerable.Repeat("STATE a 0 past 0", 5), await LinesAsync());
    }

    /// <summary>A timer beats as often as it can while the stream writes: every record is counted by exactly one state, and no state goes back.</summary>
    [Fact]
    public async Task HeartbeatsThatComeAtAnyMomentLeaveEveryCountRight()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var beats = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await _output.WriteHeartbeatAsync(TimeSpan.Zero);
                }
            },
            Ct);
        for (var i = 0; i < 300; i++)
        {
            Append(i % 7);
            await (i % 3 == 0 ? _output.WriteStateAsync(new ParentCheckpoint($"{i:000}"), Ct) : _output.FlushAsync(Ct));
        }

        await _output.WriteStateAsync(new ParentCheckpoint("end"), Ct);
        await stop.CancelAsync();
        await beats;

        var (sinceState, total, last) = (0, 0, "");
        foreach (var line in await LinesAsync())
        {
            if (line == "RECORD")
            {
                sinceState++;
                total++;
                continue;
            }

            var parts = line.Split(' ');
            Assert.Equal(sinceState, int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture));
            Assert.True(string.CompareOrdinal(parts[1], last) >= 0, $"{parts[1]} after {last}");
            (sinceState, last) = (0, parts[1]);
        }

        Assert.Equal(Enumerable.Range(0, 300).Sum(i => i % 7), total);
        Assert.Equal("end", last);
    }

    public async ValueTask DisposeAsync()
    {
        _output.Dispose();
        await _writer.DisposeAsync();
    }

    private void Append(int records)
    {
        for (var i = 0; i < records; i++)
        {
            _output.AppendRecord("""{"id":1}"""u8, changes: null);
        }
    }

    /// <summary>What came out: records, and states with their checkpoint, the records since the state before, and those past the checkpoint.</summary>
    private async Task<IReadOnlyList<string>> LinesAsync()
    {
        await _writer.CompleteAsync();
        return
        [
            .. System.Text.Encoding.UTF8.GetString(_stdout.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
            {
                using var message = JsonDocument.Parse(line);
                if (message.RootElement.GetProperty("type").GetString() == "RECORD")
                {
                    return "RECORD";
                }

                var state = message.RootElement.GetProperty("state");
                var saved = state.GetProperty("stream").GetProperty("stream_state");
                var past = saved.TryGetProperty("records_past_checkpoint", out var more) ? more.GetInt64() : 0;
                return $"STATE {saved.GetProperty("last_parent").GetString()} {state.GetProperty("sourceStats").GetProperty("recordCount").GetDouble()} past {past}";
            }),
        ];
    }
}
