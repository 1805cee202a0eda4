using System.Collections.Concurrent;
using System.Globalization;
using Dixa.Warehouse.Messages;
using Serilog.Core;
using Serilog.Events;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dixa.Warehouse.Syncing;

/// <summary>Where people look: on a terminal a table that moves, else a line every half minute. Logs go by in between.</summary>
/// <param name="console">Null where there is no terminal.</param>
/// <param name="error">Where lines go.</param>
public sealed class SyncScreen(IAnsiConsole? console, TextWriter error, SecretMask mask, TimeProvider time) : ILogEventSink
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan TableEvery = TimeSpan.FromMilliseconds(300);

    private readonly TimeProvider _time = time;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Lock _gate = new();
    private bool _isMoving;

    public void Emit(LogEvent logEvent) => Write(logEvent.Level, logEvent.RenderMessage(CultureInfo.InvariantCulture));

    /// <summary>Shows how a sync goes on, until what is returned is disposed of.</summary>
    public IDisposable Show(SyncProgress progress)
    {
        if (console is null)
        {
            return _time.CreateTimer(_ => Write(LogEventLevel.Information, progress.Line), null, LineEvery, LineEvery);
        }

        var moving = new Moving(this, console, progress);
        moving.Begin();
        return moving;
    }

    /// <summary>Shows the table of a sync that has ended.</summary>
    public void End(SyncProgress progress)
    {
        var plain = console ?? AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(error) });
        plain.Write(progress.Table(isOver: true));
    }

    private void Write(LogEventLevel level, string message)
    {
        var line = mask.Apply($"{_time.GetUtcNow():HH:mm:ss} {(level >= LogEventLevel.Error ? "error: " : level == LogEventLevel.Warning ? "warning: " : "")}{message}");
        lock (_gate)
        {
            if (_isMoving)
            {
                _lines.Enqueue(line);
            }
            else
            {
                Print(line);
            }
        }
    }

    private void Print(string line) => error.WriteLine(line);

    /// <summary>The table that moves. Lines that come meanwhile are written above it, by the one thread that writes.</summary>
    private sealed class Moving(SyncScreen screen, IAnsiConsole console, SyncProgress progress) : IDisposable
    {
        private readonly AutoResetEvent _due = new(false);
        private volatile bool _hasEnded;
        private ITimer? _timer;
        private Thread? _thread;

        public void Begin()
        {
            screen._isMoving = true;
            _timer = screen._time.CreateTimer(_ => _due.Set(), null, TableEvery, TableEvery);
            _thread = new Thread(() => console.Live(progress.Table(isOver: false)).AutoClear(true).Start(Move)) { IsBackground = true };
            _thread.Start();
        }

        public void Dispose()
        {
            _hasEnded = true;
            _due.Set();
            _thread!.Join();
            _timer!.Dispose();
            _due.Dispose();
            lock (screen._gate)
            {
                screen._isMoving = false;
                while (screen._lines.TryDequeue(out var line))
                {
                    screen.Print(line);
                }
            }
        }

        private void Move(LiveDisplayContext context)
        {
            context.Refresh();
            while (_due.WaitOne() && !_hasEnded)
            {
                context.UpdateTarget(new Rows(screen._lines.TakeLast(8).Select(line => (IRenderable)new Text(line)).Append(progress.Table(isOver: false))));
            }
        }
    }
}
