using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Exports;

/// <summary>What an export asks for; filters narrow each other.</summary>
public sealed record ExportQuery(ImmutableArray<TimeBound> TimeBounds, FrozenSet<long>? Ids)
{
    /// <summary>The longest window that Dixa exports, 31 days.</summary>
    public const long MaxSpanMs = 31 * 86_400_000L;

    private const string IdsParameter = "csids";

    private static readonly Dictionary<string, (TimeField Field, bool IsLower)> Parameters = new(StringComparer.Ordinal)
    {
        ["created_after"] = (TimeField.Created, true),
        ["created_before"] = (TimeField.Created, false),
        ["updated_after"] = (TimeField.Updated, true),
        ["updated_before"] = (TimeField.Updated, false),
        ["closed_after"] = (TimeField.Closed, true),
        ["closed_before"] = (TimeField.Closed, false),
        ["last_message_created_after"] = (TimeField.LastMessageCreated, true),
        ["last_message_created_before"] = (TimeField.LastMessageCreated, false),
    };

    /// <summary>From the earliest lower to the latest upper bound; null where one side is missing.</summary>
    public long? SpanMs =>
        TimeBounds.Where(bound => !bound.IsLower).Max(bound => (long?)bound.Ms)
        - TimeBounds.Where(bound => bound.IsLower).Min(bound => (long?)bound.Ms);

    /// <summary>Whether messages can be filtered so.</summary>
    public bool IsOfMessages(Unknowns unknowns) => Ids is null
        && TimeBounds.All(bound => bound.Field == TimeField.Created || (bound.Field == TimeField.Updated && unknowns.MessageUpdates != MessageUpdates.Refused));

    /// <summary>Reads and checks a query: 400 for one that makes no sense, 422 unless told otherwise for a window that is too long.</summary>
    public static ExportQuery Parse(IQueryCollection query, Unknowns unknowns)
    {
        var parsed = Read(query, unknowns);
        if (parsed.SpanMs is null && parsed.Ids is null)
        {
            throw new RefusalException(StatusCodes.Status400BadRequest, "A query needs an after and a before filter, or csids");
        }

        if (parsed.SpanMs > MaxSpanMs && unknowns.LongWindowStatus is { } status)
        {
            throw new RefusalException(status, "A query cannot span more than 31 days");
        }

        return parsed.Ids is null ? parsed : WithIds(parsed, unknowns);
    }

    /// <summary>The span that a query asks for, whether it would be answered or not; null where it can't be read.</summary>
    public static long? SpanOf(IQueryCollection query)
    {
        try
        {
            return Read(query, new Unknowns()).SpanMs;
        }
        catch (RefusalException)
        {
            return null;
        }
    }

    private static ExportQuery WithIds(ExportQuery query, Unknowns unknowns) => (query.TimeBounds.IsEmpty, unknowns.CsidsWithTimes) switch
    {
        _ when query.Ids!.Count > unknowns.MostCsids => throw RefusalException.BadParameter(IdsParameter),
        (false, CsidsWithTimes.Refused) => throw new RefusalException(StatusCodes.Status400BadRequest, "csids stand alone"),
        (false, CsidsWithTimes.TimesIgnored) => query with { TimeBounds = [] },
        _ => query,
    };

    private static ExportQuery Read(IQueryCollection query, Unknowns unknowns) => new(
        [
            .. from parameter in query
               where Parameters.ContainsKey(parameter.Key)
               let field = Parameters[parameter.Key]
               select new TimeBound(field.Field, field.IsLower, ParseTime(parameter.Key, parameter.Value.ToString(), field.IsLower ? unknowns.AfterSkipsDay : unknowns.BeforeTakesDay, unknowns)),
        ],
        query.TryGetValue(IdsParameter, out var ids) ? [.. ids.ToString().Split(',').Select(ParseId)] : null);

    /// <summary>Epoch milliseconds, or a day that stands for its midnight, or for the next one.</summary>
    private static long ParseTime(string name, string text, bool isNextMidnight, Unknowns unknowns)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var timeMs))
        {
            return timeMs;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddDays(isNextMidnight ? 1 : 0).AddHours(unknowns.MidnightHours).ToUnixTimeMilliseconds()
            : throw RefusalException.BadParameter(name);
    }

    private static long ParseId(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw RefusalException.BadParameter(IdsParameter);
}

/// <summary>One side of a time filter, as in `updated_after=1741071512481`.</summary>
public sealed record TimeBound(TimeField Field, bool IsLower, long Ms)
{
    /// <summary>A row without the time is outside.</summary>
    public bool Admits(long? timeMs, Bounds bounds) =>
        timeMs is { } time && (IsLower ? bounds.IsFrom(Ms, time) : bounds.IsUpTo(Ms, time));
}

/// <summary>The times that exports can be filtered by.</summary>
public enum TimeField
{
    Created,
    Updated,
    Closed,
    LastMessageCreated,
}
