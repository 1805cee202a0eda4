using System.Globalization;
using Dixa.Connector.Diagnostics;
using Serilog.Core;
using Serilog.Events;

namespace Dixa.Connector.Output;

/// <summary>Writes each log event as a line on stderr, for commands that print a file for people instead of messages.</summary>
public sealed class PlainLogSink(Action<string> writeLine, SecretMask mask, bool isDebug) : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
        var stackTrace = ConnectorException.StackTraceOf(logEvent.Exception, isDebug);
        writeLine(mask.Apply(logEvent.RenderMessage(CultureInfo.InvariantCulture) + (stackTrace is null ? "" : $"\n{stackTrace}")));
    }
}
