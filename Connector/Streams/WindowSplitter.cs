using Dixa.Connector.Diagnostics;
using Dixa.Connector.State;
using Serilog;

namespace Dixa.Connector.Streams;

/// <summary>Reads a window, and halves what keeps failing of it, since an answer may be too long to come through.</summary>
/// <param name="name">What is read, for the log.</param>
public sealed class WindowSplitter(string name, TimeProvider time, ILogger log)
{
    /// <summary>How long a window may go on failing, in all its halves, without one of them coming whole.</summary>
    private static readonly TimeSpan LongestFailure = TimeSpan.FromMinutes(45);

    /// <param name="read">Reads the window or a part of it; the parts come in the order of time.</param>
    /// <param name="beforeSplit">Called before the parts of what has failed are read.</param>
    /// <exception cref="ConnectorException">A part keeps failing that can't be halved.</exception>
    public async Task ReadAsync(TimeWindow whole, Func<TimeWindow, Task> read, Func<ValueTask>? beforeSplit = null)
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
                if (beforeSplit is not null)
                {
                    await beforeSplit();
                }

                var (earlier, later) = window.Split();
                pending.Push(later);
                pending.Push(earlier);
                log.Warning("{Stream:l}: window {Window:l} keeps failing and is halved. {Detail:l}", name, window.ToString(), exception.InternalMessage);
            }
        }
    }
}
