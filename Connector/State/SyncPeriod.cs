using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.State;

/// <summary>The span of time that a sync covers, fixed once when it starts: whatever changes meanwhile is the next sync's.</summary>
public sealed record SyncPeriod(DateTimeOffset Start, DateTimeOffset End)
{
    public long StartMs => Start.ToUnixTimeMilliseconds();

    public long EndMs => End.ToUnixTimeMilliseconds();

    /// <summary>Whether it ends with the present, and not with an end date before it.</summary>
    public bool IsOpen { get; private init; }

    /// <remarks>It begins and ends in 1970 at the earliest: before there is no Unix time to ask with, and no Dixa.</remarks>
    public static SyncPeriod Of(ConnectorConfig config, DateTimeOffset now) => new(
        NotBeforeEpoch(config.StartDate ?? now.AddYears(-1)),
        NotBeforeEpoch(config.EndDate is { } end && end < now ? NextMillisecond(end) : now))
    {
        IsOpen = config.EndDate is null || config.EndDate >= now,
    };

    /// <summary>What the user should know of a span in which nothing can be found; null where something can.</summary>
    public string? Warning(ConnectorConfig config) => Start < End
        ? null
        : config.StartDate is { } start && End < start && IsOpen
            ? $"Nothing that goes by time can be read: start_date ({Amounts.Time(start)}) is in the future."
            : $"Nothing that goes by time can be read: the time to read begins at {Amounts.Time(Start)}{(config.StartDate is null ? ", a year ago, since start_date is not set," : "")} and ends at {Amounts.Time(End)}.";

    private static DateTimeOffset NotBeforeEpoch(DateTimeOffset time) => time > DateTimeOffset.UnixEpoch ? time : DateTimeOffset.UnixEpoch;

    /// <summary>The first whole millisecond that is not before a time, for what happened in the millisecond that it lies in happened before it.</summary>
    private static DateTimeOffset NextMillisecond(DateTimeOffset time) =>
        time.AddTicks((TimeSpan.TicksPerMillisecond - (time.Ticks % TimeSpan.TicksPerMillisecond)) % TimeSpan.TicksPerMillisecond);
}
