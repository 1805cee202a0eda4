using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Dixa.Connector.Api;

/// <summary>Keeps what is logged, as text.</summary>
internal sealed class MemoryLog : ILogEventSink
{
    private readonly List<string> _lines = [];

    public MemoryLog() => Logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(this).CreateLogger();

    public ILogger Logger { get; }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public void Emit(LogEvent logEvent)
    {
        lock (_lines)
        {
            _lines.Add(logEvent.RenderMessage(CultureInfo.InvariantCulture));
        }
    }
}
