using System.Globalization;
using System.Text.Json;

namespace Dixa.Demo;

/// <summary>What the records of the stream `conversations` say about channels and weeks; a record that comes again replaces itself.</summary>
public sealed class ConversationFigures
{
    private readonly Dictionary<long, (string Channel, DateOnly Week)> _conversations = [];

    /// <summary>The busiest first.</summary>
    public IEnumerable<(string Channel, int Conversations)> PerChannel => _conversations.Values
        .CountBy(conversation => conversation.Channel)
        .OrderByDescending(count => count.Value)
        .ThenBy(count => count.Key, StringComparer.Ordinal)
        .Select(count => (count.Key, count.Value));

    /// <summary>Every week from the first to the last, by its Monday (UTC).</summary>
    public IReadOnlyList<(DateOnly Week, int Conversations)> PerWeek
    {
        get
        {
            var counts = _conversations.Values.CountBy(conversation => conversation.Week).ToDictionary();
            var weeks = new List<(DateOnly, int)>();
            for (var week = counts.Keys.DefaultIfEmpty().Min(); counts.Count > 0 && week <= counts.Keys.Max(); week = week.AddDays(7))
            {
                weeks.Add((week, counts.GetValueOrDefault(week)));
            }

            return weeks;
        }
    }

    public int Count => _conversations.Count;

    public void Observe(JsonElement message)
    {
        if (message.TryGetProperty("record", out var record) && record.GetProperty("stream").ValueEquals("conversations"))
        {
            var data = record.GetProperty("data");
            var created = DateTimeOffset.FromUnixTimeMilliseconds(data.GetProperty("created_at").GetInt64());
            _conversations[data.GetProperty("id").GetInt64()] = (data.GetProperty("initial_channel").GetString()!, WeekOf(created));
        }
    }

    private static DateOnly WeekOf(DateTimeOffset time) =>
        DateOnly.FromDateTime(ISOWeek.ToDateTime(ISOWeek.GetYear(time.UtcDateTime), ISOWeek.GetWeekOfYear(time.UtcDateTime), DayOfWeek.Monday));
}
