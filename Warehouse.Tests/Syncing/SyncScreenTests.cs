using System.Text.Json.Nodes;
using Dixa.Connector.Harness;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Writing;
using Serilog;
using Spectre.Console;

namespace Dixa.Warehouse.Syncing;

/// <summary>What people see of a sync, on a clock that a test moves.</summary>
public sealed class SyncScreenTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 4, 11, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(Start);
    private readonly StringWriter _error = new();
    private readonly Recorder _terminal = new();
    private readonly SecretMask _mask = new();
    private readonly StreamIntake _conversations = Intake("conversations");
    private readonly StreamIntake _agents = Intake("agents");
    private readonly SyncOutput _output;
    private readonly SyncProgress _progress;

    public SyncScreenTests()
    {
        _output = new SyncOutput(new LoggerConfiguration().WriteTo.Sink(new ListSink([])).CreateLogger());
        var source = (JsonObject)JsonNode.Parse("""{"start_date": "2026-01-01", "window_days": 10, "exports_requests_per_minute": 10}""")!;
        _progress = new SyncProgress([_conversations, _agents], _output, source, _ => null, _clock);
    }

    public void Dispose()
    {
        _error.Dispose();
        _terminal.Dispose();
    }

    [Fact]
    public void WithoutATerminalThereIsALineEveryHalfMinute()
    {
        using (new SyncScreen(null, _error, _mask, _clock).Show(_progress))
        {
            Receive(_conversations, 1200);
            _clock.Advance(TimeSpan.FromSeconds(29));
            Assert.Empty(_error.ToString());

            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("00:00:30 1,200 rows, 40 a second; 0 of 2 streams have ended, at least 60 s left at Dixa's limit\n", _error.ToString());

            _agents.End = "COMPLETE";
            Commit("2026-01-31");
            _clock.Advance(TimeSpan.FromSeconds(30));
            Assert.EndsWith("\n00:01:00 1,200 rows, 20 a second; 1 of 2 streams have ended, at least 42 s left at Dixa's limit\n", _error.ToString(), StringComparison.Ordinal);
        }

        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(2, _error.ToString().Count(letter => letter == '\n'));
    }

    [Fact]
    public void TheTableHasRowsRateWindowsAndWaitsOfEachStream()
    {
        Receive(_conversations, 3000);
        Commit("2026-01-31");
        _output.Heard(MessageKind.Trace, System.Text.Encoding.UTF8.GetBytes($$$"""{"type":"TRACE","trace":{"type":"STREAM_STATUS","emitted_at":1,"stream_status":{"stream_descriptor":{"name":"conversations"},"status":"RUNNING","reasons":[{"type":"RATE_LIMITED","rate_limited":{"quota_reset":{{{Start.AddSeconds(50).ToUnixTimeMilliseconds()}}} } } ] } } }"""));
        _agents.End = "COMPLETE";
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("3,000 rows, 300 a second; 1 of 2 streams have ended, at least 42 s left at Dixa's limit; conversations waits 40 s for the limit", _progress.Line);
        Assert.Equal(
            """
            ╭───────────────┬───────┬──────────┬─────────┬──────────────────────────╮
            │ stream        │  rows │ a second │ windows │ state                    │
            ├───────────────┼───────┼──────────┼─────────┼──────────────────────────┤
            │ conversations │ 3,000 │      300 │ 3 of 10 │ waits 40 s for the limit │
            │ agents        │     0 │        0 │         │ complete                 │
            ╰───────────────┴───────┴──────────┴─────────┴──────────────────────────╯
            """,
            string.Join('\n', Shown(_progress.Table(isOver: false)).Split('\n').Select(line => line.TrimEnd()).Where(line => line.StartsWith('╭') || line.StartsWith('│') || line.StartsWith('├') || line.StartsWith('╰'))));
        Assert.Contains("at least 42 s left at Dixa's limit", string.Join(' ', Shown(_progress.Table(isOver: false)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

        // The limit is over, and so is the sync.
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Contains("│ reading  │", Shown(_progress.Table(isOver: false)), StringComparison.Ordinal);
        Assert.Contains("│ cut off  │", Shown(_progress.Table(isOver: true)), StringComparison.Ordinal);
        Assert.Contains(" kept ", Shown(_progress.Table(isOver: true)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnATerminalTheTableMovesAndTheLogGoesByAboveIt()
    {
        var screen = new SyncScreen(Terminal(), _error, _mask, _clock);
        using var log = new LoggerConfiguration().WriteTo.Sink(screen).CreateLogger();
        _mask.Add(["hidden"]);
        using (screen.Show(_progress))
        {
            await SeenAsync("│ conversations │    0 │");
            Receive(_conversations, 7);
            log.Warning("The token is hidden.");
            _clock.Advance(TimeSpan.FromMilliseconds(300));
            await SeenAsync("│ conversations │    7 │");
            await SeenAsync("00:00:00 warning: The token is ****.");

            // Nothing but the table is written while it moves, and each one takes the place of the one before it.
            Assert.Empty(_error.ToString());
            Assert.Matches("\u001b\\[[0-9]+A", _terminal.ToString());
        }

        Assert.Equal("00:00:00 warning: The token is ****.\n", _error.ToString());
        log.Information("It is over.");
        Assert.EndsWith("It is over.\n", _error.ToString(), StringComparison.Ordinal);
    }

    private IAnsiConsole Terminal() =>
        AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.Yes, Out = new WideOutput(_terminal) });

    private static string Shown(Spectre.Console.Rendering.IRenderable table)
    {
        using var writer = new StringWriter();
        AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new WideOutput(writer) }).Write(table);
        return writer.ToString();
    }

    private static StreamIntake Intake(string name) =>
        new(new Stores.Table(new StreamName(null, name), null, name, [], null, false, new Generation(0, 0), null));

    private static void Receive(StreamIntake stream, int records)
    {
        for (var i = 0; i < records; i++)
        {
            stream.Add("{}"u8);
        }
    }

    private void Commit(string cursor)
    {
        var ms = DateTimeOffset.Parse($"{cursor}T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        var state = StateMessage.Parse(System.Text.Encoding.UTF8.GetBytes(Some.State("conversations", $$"""{"updated_at":{{ms}}}""")))!;
        _output.Committed(state, 0);
    }

    private async Task SeenAsync(string text)
    {
        for (var tries = 0; !_terminal.ToString().Contains(text, StringComparison.Ordinal); tries++)
        {
            Assert.True(tries < 6000, $"\"{text}\" was not shown:\n{_terminal}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private sealed class WideOutput(TextWriter writer) : IAnsiConsoleOutput
    {
        public TextWriter Writer { get; } = writer;

        public bool IsTerminal => true;

        public int Width => 120;

        public int Height => 60;

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }
    }

    /// <summary>What a terminal was sent, which one thread writes and another one reads.</summary>
    private sealed class Recorder : StringWriter
    {
        private readonly Lock _gate = new();

        public override void Write(char value)
        {
            lock (_gate)
            {
                base.Write(value);
            }
        }

        public override void Write(char[] buffer, int index, int count)
        {
            lock (_gate)
            {
                base.Write(buffer, index, count);
            }
        }

        public override void Write(string? value)
        {
            lock (_gate)
            {
                base.Write(value);
            }
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            lock (_gate)
            {
                base.Write(buffer);
            }
        }

        public override string ToString()
        {
            lock (_gate)
            {
                return base.ToString();
            }
        }
    }
}
