using System.Globalization;
using Dixa.Connector.Diagnostics;
using Serilog.Core;
using Serilog.Events;

namespace Dixa.Connector.Output;

/// <summary>Writes each log event as a LOG message on stdout.</summary>
public sealed class AirbyteLogSink(MessageWriter writer, bool isDebug) : ILogEventSink
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
        writer.Post(Message.Log(level, logEvent.RenderMessage(CultureInfo.InvariantCulture), ConnectorException.StackTraceOf(logEvent.Exception, isDebug)));
    }
}
