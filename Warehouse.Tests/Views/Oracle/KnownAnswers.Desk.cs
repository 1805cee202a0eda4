using Dixa.Simulator.Data;

namespace Dixa.Warehouse.Views.Oracle;

/// <content>The views of ratings, agents, reasons, hours and targets.</content>
public sealed partial class KnownAnswers
{
    private static string KindOf(RatingType type) => type == RatingType.Nps ? "nps" : type == RatingType.ThumbsUpOrDown ? "thumbs" : "csat";

    /// <param name="by">By what besides the day; none for the day alone.</param>
    /// <param name="names">The columns for it.</param>
    private IEnumerable<object?[]> Ratings(string kind, IReadOnlyList<Func<KnownFacts, Guid?>> by, Func<Guid?, object?[]> names) =>
        _facts.SelectMany(fact => fact.Conversation.Ratings.Where(rating => KindOf(rating.Type) == kind && rating.Status is RatingStatus.Offered or RatingStatus.Rated && KindOf(rating.Type) == kind)
            .Select(rating => (Day: _clock.DayOf(rating.OfferedAtMs ?? rating.RatedAtMs ?? rating.CreatedAtMs), Id: by.Count > 0 ? by[0](fact) : null, rating)))
            .GroupBy(each => (each.Day, each.Id)).Select(group =>
            {
                var scores = group.Where(each => each.rating.Status == RatingStatus.Rated).Select(each => each.rating.Score).OfType<int>().ToList();
                var (offered, answered, sum) = (group.Count(), scores.Count, scores.Sum());
                object?[] own = kind switch
                {
                    "csat" => [scores.Count(score => score >= 4), Cells.Ratio(scores.Count(score => score >= 4), answered)],
                    "nps" => [scores.Count(score => score >= 9), scores.Count(score => score <= 6), Cells.Ratio(100 * (scores.Count(score => score >= 9) - scores.Count(score => score <= 6)), answered, digits: 1)],
                    _ => [scores.Count(score => score >= 1), Cells.Ratio(scores.Count(score => score >= 1), answered)],
                };
                return (object?[])[group.Key.Day, .. names(group.Key.Id), offered, answered, Cells.Ratio(answered, offered), sum, Cells.Ratio(sum, answered), .. own];
            });

    /// <summary>What is held at once is counted at each moment at which it could be the most: when one was assigned or opened again, and when a day begins.</summary>
    private IEnumerable<object?[]> AgentLoad()
    {
        foreach (var agent in _workspace.Agents.Rows.Select(agent => agent.Id))
        {
            var own = _facts.Where(fact => fact.Conversation.AssigneeId == agent).ToList();
            var assigned = own.Select(fact => DayOf(fact.Conversation.AssignedAtMs)).OfType<DateOnly>().ToList();
            var closed = own.Where(fact => fact.ClosedMs is not null).ToLookup(fact => _clock.DayOf(fact.ClosedMs!.Value));
            var written = _facts.SelectMany(fact => fact.Conversation.Messages).Where(message => message is { Direction: Direction.Outbound, IsAutomated: false } && message.AuthorId == agent).Select(message => _clock.DayOf(message.CreatedAtMs)).ToList();
            var held = own.Where(fact => fact.Conversation.AssignedAtMs is not null)
                .SelectMany(fact => fact.Spans.Select(span => span with { BeginMs = Math.Max(span.BeginMs, fact.Conversation.AssignedAtMs!.Value) })).Where(span => !(span.EndMs <= span.BeginMs)).ToList();
            foreach (var day in assigned.Concat(written).Concat(closed.Select(group => group.Key)).Distinct())
            {
                var moments = held.Select(span => span.BeginMs).Where(ms => _clock.DayOf(ms) == day).Append(_clock.BeginOf(day));
                var done = closed[day].ToList();
                yield return
                [
                    day, .. AgentOf(agent), assigned.Count(each => each == day), done.Count, written.Count(each => each == day),
                    done.Count == 0 ? null : done.Sum(fact => fact.Handling.Seconds ?? 0), done.Count == 0 ? null : done.Sum(fact => fact.Handling.Business ?? 0),
                    moments.Max(moment => held.Count(span => span.Holds(moment))),
                ];
            }
        }
    }

    private IEnumerable<object?[]> TagTrends()
    {
        foreach (var tag in _facts.SelectMany(fact => TagsOf(fact.Conversation).Distinct().Select(tag => (tag, Day: _clock.DayOf(fact.Conversation.CreatedAtMs)))).GroupBy(each => each.tag))
        {
            foreach (var day in Days(tag.Min(each => each.Day), Today))
            {
                yield return [day, tag.Key, Count(0, 0), Count(6, 0), Count(13, 7)];

                int Count(int from, int to) => tag.Count(each => each.Day >= day.AddDays(-from) && each.Day <= day.AddDays(-to));
            }
        }
    }

    private IEnumerable<object?[]> ContactReasons()
    {
        var tags = _facts.SelectMany(fact => TagsOf(fact.Conversation).Distinct().Select(tag => (fact, Kind: "tag", Field: (string?)null, Reason: tag)));
        var chosen = _facts.SelectMany(fact => fact.Conversation.CustomFields.Where(value => value.Path is not null)
            .Select(value => (fact, Kind: "custom_field", Field: (string?)_workspace.CustomAttributes.Find(value.AttributeId)!.Identifier, Reason: string.Join(" / ", value.Path!))));
        return tags.Concat(chosen).GroupBy(each => (Day: _clock.DayOf(each.fact.Conversation.CreatedAtMs), each.Kind, each.Field, each.Reason))
            .Select(group => (object?[])[group.Key.Day, group.Key.Kind, group.Key.Field, group.Key.Reason, group.Count()]);
    }

    private IEnumerable<object?[]> BusiestHours()
    {
        var days = Days(FirstDay, Today.AddDays(-1)).ToList();
        var inbound = _facts.Where(fact => fact.Conversation.Direction == Direction.Inbound).Select(fact => fact.Conversation.CreatedAtMs)
            .Where(ms => _clock.DayOf(ms) < Today).ToLookup(ms => (Weekday(_clock.DayOf(ms)), _clock.HourOf(ms)));
        return from weekday in Enumerable.Range(1, 7)
               let counted = days.Count(day => Weekday(day) == weekday)
               where counted > 0
               from hour in Enumerable.Range(0, 24)
               let count = inbound[(weekday, hour)].Count()
               select (object?[])[weekday, hour, count, counted, Cells.Ratio(count, counted)];

        static int Weekday(DateOnly day) => (((int)day.DayOfWeek + 6) % 7) + 1;
    }

    private IEnumerable<object?[]> SlaAttainment(IReadOnlyList<KnownTarget> targets)
    {
        foreach (var target in targets)
        {
            var judged = _facts
                .Where(fact => (target.Channel is null || fact.Conversation.Channel.ExportName == target.Channel)
                    && (target.Queue is null || fact.Conversation.QueueId?.ToString() == target.Queue || QueueName(fact.Conversation.QueueId) == target.Queue))
                .Select(fact => (Day: _clock.DayOf(fact.Conversation.CreatedAtMs), Verdict: Judge(fact, target))).Where(each => each.Verdict is not null);
            foreach (var day in judged.GroupBy(each => each.Day))
            {
                var (met, missed, pending) = (day.Count(each => each.Verdict == "met"), day.Count(each => each.Verdict == "missed"), day.Count(each => each.Verdict == "pending"));
                yield return [day.Key, target.Queue, target.Channel, target.Measure, target.Seconds, met, missed, pending, Cells.Ratio(met, met + missed)];
            }
        }
    }

    private string? Judge(KnownFacts fact, KnownTarget target)
    {
        var (measure, isBusiness) = target.Measure.EndsWith("_business", StringComparison.Ordinal) ? (target.Measure[..^"_business".Length], true) : (target.Measure, false);
        var row = fact.Conversation;
        var (took, begin) = measure switch
        {
            "first_response" => (fact.FirstResponse, row.Direction == Direction.Inbound ? row.CreatedAtMs : (long?)null),
            "waiting" => (fact.Waiting, row.QueuedAtMs),
            "handling" => (fact.Handling, row.AssignedAtMs),
            "first_resolution" => (fact.FirstResolution, row.CreatedAtMs),
            _ => (fact.Resolution, row.CreatedAtMs),
        };
        if ((isBusiness ? took.Business : took.Seconds) is { } seconds)
        {
            return seconds <= target.Seconds ? "met" : "missed";
        }

        if (row.Status == ConversationStatus.Closed || begin is not { } beginMs)
        {
            return null;
        }

        var soFar = (isBusiness ? _clock.OpenMs(beginMs, _nowMs) : _nowMs - beginMs) / 1000;
        return soFar > target.Seconds ? "missed" : "pending";
    }
}
