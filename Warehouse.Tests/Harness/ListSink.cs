using System.Globalization;
using Serilog.Core;
using Serilog.Events;

namespace Dixa.Warehouse.Harness;

/// <summary>Keeps what is logged.</summary>
public sealed class ListSink(List<string> lines) : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
        lock (lines)
        {
            lines.Add(logEvent.RenderMessage(CultureInfo.InvariantCulture));
        }
    }
}
