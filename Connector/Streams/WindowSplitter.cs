using Dixa.Connector.Diagnostics;
using Dixa.Connector.State;
using Serilog;

namespace Dixa.Connector.Streams;

/// <summary>Reads a window. If it keeps failing, it is split into halves, since the response may be too long.</summary>
/// <param name="name">What is read, for the log.</param>
public sealed class WindowSplitter(string name, TimeProvider time, ILogger log)
{
    /// <summary>How long a window may keep failing, with all its parts, without one of them succeeding.</summary>
    private static readonly TimeSpan LongestFailure = TimeSpan.FromMinutes(45);

    /// <param name="read">Reads the window or a part of it. Parts are read in the order of time.</param>
    /// <exception cref="ConnectorException">A part that can't be split keeps failing.</exception>
    public async Task ReadAsync(TimeWindow whole, Func<TimeWindow, Task> read)
    {
        var pending = new Stack<TimeWindow>([whole]);
        var lastWhole = time.GetTimestamp();
        while (pending.TryPop(out var window))
        {
            try
            {
                await read(window);
                lastWhole = time.GetTimestamp();
            }
            catch (ConnectorException exception) when (exception.Fault is { MaySplit: true } && window.CanSplit && time.GetElapsedTime(lastWhole) < LongestFailure)
            {
                var (earlier, later) = window.Split();
                pending.Push(later);
                pending.Push(earlier);
                log.Warning("{Stream:l}: window {Window:l} keeps failing and is halved. {Detail:l}", name, window.ToString(), exception.InternalMessage);
            }
        }
    }
}
