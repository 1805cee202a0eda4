using System.Globalization;
using System.Text.Json.Nodes;
using Dixa.Warehouse.Writing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dixa.Warehouse.Syncing;

/// <summary>What people see of a sync while it goes on, and when it has ended.</summary>
public sealed class SyncProgress
{
    private const double DefaultExportsPerMinute = 10;

    private readonly IReadOnlyList<StreamIntake> _streams;
    private readonly SyncOutput _output;
    private readonly Dictionary<StreamIntake, WindowCount> _windows;
    private readonly double _exportsPerMinute;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _start;

    /// <param name="states">The state that a stream goes on from.</param>
    public SyncProgress(IReadOnlyList<StreamIntake> streams, SyncOutput output, JsonObject source, Func<StreamIntake, string?> states, TimeProvider time)
    {
        (_streams, _output, _time, _start) = (streams, output, time, time.GetUtcNow());
        _windows = streams.Where(stream => WindowCount.Streams.Contains(stream.Table.Stream.Name)).ToDictionary(stream => stream, stream => WindowCount.Of(source, states(stream), _start));
        _exportsPerMinute = WindowCount.Number(source["exports_requests_per_minute"]) is { } given && given > 0 ? given : DefaultExportsPerMinute;
    }

    /// <summary>One line, for a log: the totals, and who waits.</summary>
    public string Line => Totals + string.Concat(_streams.Where(stream => stream.End is null).Select(stream => Wait(stream) is { } wait ? $"; {stream.Table.Stream} waits {Span(wait)} for the limit" : ""));

    private string Totals
    {
        get
        {
            var rows = _streams.Sum(stream => stream.Received);
            var ended = _streams.Count(stream => stream.End is not null);
            var left = TimeLeft is { } time ? $", at least {Span(time)} left at Dixa's limit" : "";
            return string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, {rows / Math.Max(0.001, Elapsed.TotalSeconds):N0} a second; {ended} of {_streams.Count} streams have ended{left}");
        }
    }

    private TimeSpan Elapsed => _time.GetUtcNow() - _start;

    /// <summary>What the windows that are left take at least, at the limit of the Exports API; null if none is left.</summary>
    private TimeSpan? TimeLeft =>
        _windows.Sum(each => each.Key.End is null ? each.Value.All - each.Value.Done(_output.StateOf(each.Key.Table.Stream)) : 0) is > 0 and var left ? TimeSpan.FromMinutes(left / _exportsPerMinute) : null;

    /// <summary>The table of all streams.</summary>
    /// <param name="isOver">Whether the sync has ended: then it says what was kept.</param>
    public IRenderable Table(bool isOver)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("stream").AddColumn(new TableColumn("rows").RightAligned()).AddColumn(new TableColumn(isOver ? "kept" : "a second").RightAligned()).AddColumn("windows").AddColumn("state");
        foreach (var stream in _streams)
        {
            table.AddRow(
                Markup.Escape(stream.Table.Stream.ToString()),
                stream.Received.ToString("N0", CultureInfo.InvariantCulture),
                (isOver ? stream.Committed : stream.Received / Math.Max(0.001, Elapsed.TotalSeconds)).ToString("N0", CultureInfo.InvariantCulture),
                _windows.TryGetValue(stream, out var windows) ? $"{(stream.End == "COMPLETE" ? windows.All : windows.Done(_output.StateOf(stream.Table.Stream)))} of {windows.All}" : "",
                StateOf(stream, isOver));
        }

        return isOver ? table : table.Caption(Markup.Escape(Totals));
    }

    private string StateOf(StreamIntake stream, bool isOver) => stream.End switch
    {
        "COMPLETE" => "complete",
        "INCOMPLETE" => "failed",
        _ when isOver => "cut off",
        _ when Wait(stream) is { } wait => $"waits {Span(wait)} for the limit",
        _ => stream.Received > 0 ? "reading" : "",
    };

    /// <summary>How long a stream goes on waiting for a rate limit; null if it doesn't wait.</summary>
    private TimeSpan? Wait(StreamIntake stream) => _output.WaitOf(stream.Table.Stream) is { } until && until > _time.GetUtcNow() ? until - _time.GetUtcNow() : null;

    private static string Span(TimeSpan span) => span.TotalMinutes >= 90 ? span.TotalHours.ToString("0.0 h", CultureInfo.InvariantCulture)
        : span.TotalSeconds >= 90 ? span.TotalMinutes.ToString("0 min", CultureInfo.InvariantCulture)
        : Math.Max(1, span.TotalSeconds).ToString("0 s", CultureInfo.InvariantCulture);
}
