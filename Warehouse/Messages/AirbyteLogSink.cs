using System.Globalization;
using Serilog.Core;
using Serilog.Events;

namespace Dixa.Warehouse.Messages;

/// <summary>Serilog's way out where stdout speaks the protocol: each event becomes a LOG message.</summary>
public sealed class AirbyteLogSink(MessageWriter writer) : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
        var level = logEvent.Level switch
        {
            LogEventLevel.Verbose => "TRACE",
            LogEventLevel.Debug => "DEBUG",
            LogEventLevel.Information => "INFO",
            LogEventLevel.Warning => "WARN",
            LogEventLevel.Error => "ERROR",
            _ => "FATAL",
        };
        writer.Log(level, logEvent.RenderMessage(CultureInfo.InvariantCulture), logEvent.Exception?.ToString());
    }
}
