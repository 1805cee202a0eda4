using System.Text.Json.Nodes;
using Dixa.Simulator.Data;

namespace Dixa.Warehouse.Views.Oracle;

/// <content>The views of conversations, their volume and their times.</content>
public sealed partial class KnownAnswers
{
    private IEnumerable<object?[]> Facts()
    {
        foreach (var fact in _facts)
        {
            var (row, closed) = (fact.Conversation, fact.Conversation.Status == ConversationStatus.Closed);
            var teams = TeamsOf(row.AssigneeId);
            yield return
            [
                row.Id, row.Status.ToString().ToLowerInvariant(), row.Channel.ExportName, Word(row.Direction), .. QueueOf(row.QueueId),
                row.AssigneeId, _workspace.Agents.Find(row.AssigneeId)?.DisplayName, teams.FirstOrDefault(), teams.Count == 0 ? null : Cells.Json(new JsonArray([.. teams.Select(team => (JsonNode)team)])),
                row.RequesterId, row.Link is { UndoneAtMs: null } link ? link.ParentId : null,
                Cells.Moment(row.CreatedAtMs), Cells.Moment(row.QueuedAtMs), Cells.Moment(row.AssignedAtMs), Cells.Moment(fact.FirstReplyMs), Cells.Moment(row.LastMessageCreatedAtMs),
                Cells.Moment(fact.FirstClosedMs), Cells.Moment(fact.ClosedMs), Cells.Moment(row.UpdatedAtMs), Cells.Moment(row.AnonymizedAtMs),
                _clock.DayOf(row.CreatedAtMs), _clock.HourOf(row.CreatedAtMs), DayOf(fact.FirstReplyMs), DayOf(fact.ClosedMs),
                fact.FirstResponse.Seconds, fact.FirstResponse.Business, fact.Waiting.Seconds, fact.Waiting.Business, fact.Handling.Seconds, fact.Handling.Business,
                fact.FirstResolution.Seconds, fact.FirstResolution.Business, fact.Resolution.Seconds, fact.Resolution.Business, _schedule.Name,
                fact.Replies, row.Messages.Count(message => message is { Direction: Direction.Inbound, IsAutomated: false }), row.Messages.Count(message => message.IsAutomated),
                closed ? fact.Replies == 1 : null, row.Reopenings.Length, row.Transfer is null ? 0 : 1, row.AssignedAtMs is null ? 0 : 1, fact.IsAbandoned,
                fact.ScoreOf(RatingType.Csat, RatingType.Stars), fact.ScoreOf(RatingType.Nps), fact.ScoreOf(RatingType.ThumbsUpOrDown), row.Ratings.LastOrDefault(rating => rating.Score is not null)?.Score,
                Cells.Json(new JsonArray([.. TagsOf(row).Select(tag => (JsonNode)tag)])), Cells.Json(CustomFieldsOf(row)), row.HandlingDurationMs, row.TotalDurationMs,
            ];
        }
    }

    private IEnumerable<object?[]> DailyVolume()
    {
        var happened = _facts.SelectMany(fact => fact.Spans.SelectMany((span, place) => new[]
        {
            (Fact: fact, AtMs: (long?)span.BeginMs, What: place == 0 ? 0 : 1),
            (Fact: fact, AtMs: span.EndMs, What: 2),
        })).Where(each => each.AtMs is not null);
        return happened.GroupBy(each => (Day: _clock.DayOf(each.AtMs!.Value), Channel: each.Fact.Conversation.Channel.ExportName, each.Fact.Conversation.QueueId, each.Fact.Conversation.Direction))
            .Select(group => (object?[])[group.Key.Day, group.Key.Channel, .. QueueOf(group.Key.QueueId), Word(group.Key.Direction), .. Enumerable.Range(0, 3).Select(what => (object)group.Count(each => each.What == what))]);
    }

    /// <summary>Each conversation is looked at on each day.</summary>
    private IEnumerable<object?[]> DailyBacklog()
    {
        foreach (var queue in _facts.GroupBy(fact => fact.Conversation.QueueId))
        {
            // From the first end of a day at which one was open.
            var begun = false;
            foreach (var day in Days(queue.Min(fact => _clock.DayOf(fact.Conversation.CreatedAtMs)), Today))
            {
                var ages = queue.Where(fact => fact.Spans.Any(span => span.Holds(EndOf(day) - 1))).Select(fact => day.DayNumber - _clock.DayOf(fact.Conversation.CreatedAtMs).DayNumber).ToList();
                begun |= ages.Count > 0;
                if (begun)
                {
                    yield return [day, .. QueueOf(queue.Key), ages.Count, ages.Count(age => age < 1), ages.Count(age => age is 1 or 2), ages.Count(age => age is >= 3 and <= 6), ages.Count(age => age is >= 7 and <= 29), ages.Count(age => age >= 30)];
                }
            }
        }
    }

    private IEnumerable<object?[]> ResponseTimes() =>
        _facts.SelectMany(fact => new[] { (Fact: fact, Day: DayOf(fact.FirstReplyMs), IsReply: true), (Fact: fact, Day: DayOf(fact.ClosedMs), IsReply: false) }).Where(each => each.Day is not null)
            .GroupBy(each => (each.Day, each.Fact.Conversation.QueueId)).Select(group =>
            {
                var replied = group.Where(each => each.IsReply).Select(each => each.Fact.FirstResponse).ToList();
                var closed = group.Where(each => !each.IsReply).Select(each => each.Fact.Resolution).ToList();
                return (object?[])[group.Key.Day, .. QueueOf(group.Key.QueueId), replied.Count, .. Percentiles(replied), closed.Count, .. Percentiles(closed)];
            });

    private IEnumerable<object?[]> QueueWaits() =>
        _facts.Where(fact => fact.Conversation.QueuedAtMs is not null).GroupBy(fact => (Day: DayOf(fact.Conversation.QueuedAtMs), fact.Conversation.QueueId)).Select(group =>
        {
            var (count, abandoned, waits) = (group.Count(), group.Count(fact => fact.IsAbandoned), group.Select(fact => fact.Waiting).Where(wait => wait.Seconds is not null).ToList());
            string[] percentiles = [.. Percentiles(waits).Cast<string>()];
            return (object?[])
            [
                group.Key.Day, .. QueueOf(group.Key.QueueId), count, waits.Count, abandoned, Cells.Ratio(abandoned, count),
                group.Count(fact => fact.Conversation.AssignedAtMs is null && fact.Conversation.Status != ConversationStatus.Closed),
                percentiles[0], percentiles[1], waits.Max(wait => wait.Seconds), percentiles[2], percentiles[3],
            ];
        });

    private static IEnumerable<object> Percentiles(IReadOnlyCollection<(long? Seconds, long? Business)> times) =>
    [
        Cells.Percentile(times.Select(time => time.Seconds), 50), Cells.Percentile(times.Select(time => time.Seconds), 90),
        Cells.Percentile(times.Select(time => time.Business), 50), Cells.Percentile(times.Select(time => time.Business), 90),
    ];

    private IEnumerable<string> TagsOf(Conversation row) => row.TagIds.Select(id => _workspace.Tags.Find(id)).OfType<Tag>().Select(tag => tag.Name);

    private JsonObject CustomFieldsOf(Conversation row) => new(row.CustomFields.Where(value => _workspace.CustomAttributes.Find(value.AttributeId) is not null)
        .Select(value => KeyValuePair.Create(_workspace.CustomAttributes.Find(value.AttributeId)!.Identifier, value.Path is { } path ? new JsonArray([.. path.Select(step => (JsonNode)step)]) : (JsonNode?)value.Text)));
}
