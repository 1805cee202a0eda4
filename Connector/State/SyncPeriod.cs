using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.State;

/// <summary>The span of time that a sync covers, fixed at its start. Later changes belong to the next sync.</summary>
public sealed record SyncPeriod(DateTimeOffset Start, DateTimeOffset End)
{
    public long StartMs => Start.ToUnixTimeMilliseconds();

    public long EndMs => End.ToUnixTimeMilliseconds();

    /// <summary>Whether the period ends at the present rather than at an earlier end date.</summary>
    public bool IsOpen { get; private init; }

    /// <remarks>It begins and ends in 1970 at the earliest. The API takes Unix times, and no row of Dixa is older.</remarks>
    public static SyncPeriod Of(ConnectorConfig config, DateTimeOffset now) => new(
        NotBeforeEpoch(config.StartDate ?? now.AddYears(-1)),
        NotBeforeEpoch(config.EndDate is { } end && end < now ? NextMillisecond(end) : now))
    {
        IsOpen = config.EndDate is null || config.EndDate >= now,
    };

    /// <summary>A warning about a period in which nothing can be found; null if there is none.</summary>
    public string? Warning(ConnectorConfig config) => Start < End
        ? null
        : config.StartDate is { } start && End < start && IsOpen
            ? $"No stream that is read by time has anything to read: start_date ({Amounts.Time(start)}) is in the future."
            : $"No stream that is read by time has anything to read: the time to read begins at {Amounts.Time(Start)}{(config.StartDate is null ? ", a year ago, since start_date is not set," : "")} and ends at {Amounts.Time(End)}.";

    private static DateTimeOffset NotBeforeEpoch(DateTimeOffset time) => time > DateTimeOffset.UnixEpoch ? time : DateTimeOffset.UnixEpoch;

    /// <summary>Rounds a time up to a whole millisecond, so that rows of the millisecond before the end are read too.</summary>
    private static DateTimeOffset NextMillisecond(DateTimeOffset time) =>
        time.AddTicks((TimeSpan.TicksPerMillisecond - (time.Ticks % TimeSpan.TicksPerMillisecond)) % TimeSpan.TicksPerMillisecond);
}
