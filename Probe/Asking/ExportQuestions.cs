using System.Globalization;
using Dixa.Probe.Observed;
using Dixa.Probe.Rows;
using Dixa.Probe.Wire;

namespace Dixa.Probe.Asking;

/// <summary>All that is asked of the Exports API: each step is one request, since there is one a minute.</summary>
/// <remarks>
/// Bounds are put on the times of rows that are known from the first look. One request then shows at both ends whether the row
/// on the bound comes. The last request repeats the first: rows that are new in it, but older, were shown late.
/// </remarks>
public sealed class ExportQuestions(ExportReader reader, Observations seen, TimeProvider time, Pause pause)
{
    /// <summary>How far the first looks go back; as far as one may if there are too few rows.</summary>
    private static readonly TimeSpan Back = TimeSpan.FromDays(5);

    private static readonly TimeSpan FarBack = TimeSpan.FromDays(30);

    /// <summary>How far they go ahead, for rows that are newer than the clock here.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    /// <summary>Fewer rows answer too little.</summary>
    private const int FewRows = 12;

    private const int MostCsids = 500;

    private const int FewCsids = 100;

    private (long AfterMs, long BeforeMs) _looked;

    public Step First => new("conversations of the last days", LookAtConversationsAsync);

    public IReadOnlyList<Step> Steps =>
    [
        new("conversations between the times of two of them", AskForConversationBoundsAsync),
        new("messages of the last days", LookAtMessagesAsync),
        new("messages between the times of two of them", AskForMessageBoundsAsync),
        new("a window of 32 days", async ct => seen.LongWindow = await reader.AskAsync(ExportReader.ConversationExport + Query(
            ("updated_after", Ms(time.GetUtcNow().AddDays(-32))), ("updated_before", Ms(time.GetUtcNow()))), ct)),
        new("conversations of two days", AskForConversationDaysAsync),
        new("messages of two days", AskForMessageDaysAsync),
        new("conversations by numbers and times", AskForCsidsWithTimesAsync),
        new("conversations by many numbers", AskForManyCsidsAsync),
        new("messages by their update", AskForMessagesByUpdateAsync),
        new("an unknown path", async ct => seen.ExportErrors[Mistake.UnknownPath] = await reader.AskAsync("/v1/no_such_export", ct)),
        new("a wrong token", async ct => seen.ExportErrors[Mistake.WrongToken] = await reader.AskAsync(
            ExportReader.ConversationExport + Query(("updated_after", Ms(time.GetUtcNow().AddMinutes(-1))), ("updated_before", Ms(time.GetUtcNow()))), ct, Sign.Wrong)),
        new("the first look once more", LookAgainAsync),
    ];

    /// <summary>The first of two days in the middle of the first look, which knows the rows before and behind them.</summary>
    private static DateTimeOffset Day(DateTimeOffset now) => new(now.UtcDateTime.Date.AddDays(-3), TimeSpan.Zero);

    private static string Ms(DateTimeOffset at) => Ms(at.ToUnixTimeMilliseconds());

    private static string Ms(long ms) => ms.ToString(CultureInfo.InvariantCulture);

    private static string Date(DateTimeOffset day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Query(params IEnumerable<(string Name, string Value)> parameters) =>
        "?" + string.Join('&', parameters.Select(parameter => $"{parameter.Name}={parameter.Value}"));

    private static string Between(string field, string after, string before) => Query(($"{field}_after", after), ($"{field}_before", before));

    private async Task LookAtConversationsAsync(CancellationToken cancellationToken)
    {
        await LookBackAsync(Back, cancellationToken);
        if (seen.Conversations is { Answer.IsOk: true, Rows.Count: < FewRows })
        {
            await pause.WaitAsync(HostProfiles.Exports.Span + HostProfiles.Exports.Margin, cancellationToken);
            await LookBackAsync(FarBack, cancellationToken);
        }
    }

    private async Task LookBackAsync(TimeSpan back, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        _looked = ((now - back).ToUnixTimeMilliseconds(), (now + Ahead).ToUnixTimeMilliseconds());
        var (answer, rows) = await reader.ConversationsAsync(Between("updated", Ms(_looked.AfterMs), Ms(_looked.BeforeMs)), cancellationToken);
        seen.ConversationRows = rows;
        seen.AddResource("conversations", answer.Status);
        seen.Conversations = LookOf(answer, _looked.AfterMs, _looked.BeforeMs, rows);
    }

    private async Task LookAgainAsync(CancellationToken cancellationToken)
    {
        var (answer, rows) = await reader.ConversationsAsync(Between("updated", Ms(_looked.AfterMs), Ms(_looked.BeforeMs)), cancellationToken);
        seen.ConversationsAgain = LookOf(answer, _looked.AfterMs, _looked.BeforeMs, rows);
    }

    private async Task LookAtMessagesAsync(CancellationToken cancellationToken)
    {
        var (answer, rows) = await reader.MessagesAsync(Between("created", Ms(_looked.AfterMs), Ms(_looked.BeforeMs)), cancellationToken);
        seen.MessageRows = rows;
        seen.AddResource("messages", answer.Status);
        seen.Messages = LookOf(answer, _looked.AfterMs, _looked.BeforeMs, rows);
    }

    private async Task AskForConversationBoundsAsync(CancellationToken cancellationToken)
    {
        if (seen.Conversations is { } look && Span.Among(look.Rows, look.Answer.AskedAt) is { } span)
        {
            var (answer, rows) = await reader.ConversationsAsync(Between("updated", Ms(span.AfterMs), Ms(span.BeforeMs)), cancellationToken);
            seen.ConversationBounds = LookOf(answer, span.AfterMs, span.BeforeMs, rows);
        }
    }

    private async Task AskForMessageBoundsAsync(CancellationToken cancellationToken)
    {
        if (seen.Messages is { } look && Span.Among(look.Rows, look.Answer.AskedAt) is { } span)
        {
            var (answer, rows) = await reader.MessagesAsync(Between("created", Ms(span.AfterMs), Ms(span.BeforeMs)), cancellationToken);
            seen.MessageBounds = LookOf(answer, span.AfterMs, span.BeforeMs, rows);
        }
    }

    private async Task AskForConversationDaysAsync(CancellationToken cancellationToken)
    {
        if (seen.Conversations is { } look)
        {
            var day = Day(look.Answer.AskedAt);
            var (answer, rows) = await reader.ConversationsAsync(Between("updated", Date(day), Date(day.AddDays(2))), cancellationToken);
            seen.ConversationDays = LookOf(answer, day.ToUnixTimeMilliseconds(), day.AddDays(2).ToUnixTimeMilliseconds(), rows);
        }
    }

    private async Task AskForMessageDaysAsync(CancellationToken cancellationToken)
    {
        if (seen.Messages is { } look)
        {
            var day = Day(look.Answer.AskedAt);
            var (answer, rows) = await reader.MessagesAsync(Between("created", Date(day), Date(day.AddDays(2))), cancellationToken);
            seen.MessageDays = LookOf(answer, day.ToUnixTimeMilliseconds(), day.AddDays(2).ToUnixTimeMilliseconds(), rows);
        }
    }

    /// <summary>Numbers of which the times beside them admit only some.</summary>
    private async Task AskForCsidsWithTimesAsync(CancellationToken cancellationToken)
    {
        if (seen.Conversations is not { } look || Span.Among(look.Rows, look.Answer.AskedAt) is not { } span)
        {
            return;
        }

        // A millisecond more on both sides, so that it does not matter what the bounds mean.
        var (after, before) = (span.AfterMs - 1, span.BeforeMs + 1);
        var asked = look.Rows.Where(row => row.AtMs >= span.AfterMs).OrderBy(row => row.AtMs).Take(40)
            .Concat(look.Rows.Where(row => row.AtMs < span.AfterMs).Take(10)).Select(row => row.Key).ToList();
        var admitted = look.Rows.Count(row => asked.Contains(row.Key) && row.AtMs > after && row.AtMs < before);
        var (answer, rows) = await reader.ConversationsAsync(
            Query(("csids", string.Join(',', asked)), ("updated_after", Ms(after)), ("updated_before", Ms(before))), cancellationToken);
        seen.CsidsWithTimes = new CsidsLook(answer, asked.Count, admitted, rows.Count);
    }

    private async Task AskForManyCsidsAsync(CancellationToken cancellationToken)
    {
        await AskForCsidsAsync(MostCsids, cancellationToken);
        if (seen.ManyCsids is [{ Answer.IsOk: false, Asked: > FewCsids }])
        {
            await pause.WaitAsync(HostProfiles.Exports.Span + HostProfiles.Exports.Margin, cancellationToken);
            await AskForCsidsAsync(FewCsids, cancellationToken);
        }
    }

    private async Task AskForCsidsAsync(int most, CancellationToken cancellationToken)
    {
        var asked = seen.ConversationRows.Select(row => row.Id).Distinct().Take(most).ToList();
        if (asked.Count > 0)
        {
            var (answer, rows) = await reader.ConversationsAsync(Query(("csids", string.Join(',', asked.Select(Ms)))), cancellationToken);
            seen.ManyCsids.Add(new CsidsLook(answer, asked.Count, asked.Count, rows.Count));
        }
    }

    /// <summary>With a span of creation around it, so that the answer is short even where the filter does nothing.</summary>
    private async Task AskForMessagesByUpdateAsync(CancellationToken cancellationToken)
    {
        if (seen.Conversations is { } look && Span.Among(look.Rows, look.Answer.AskedAt) is { } span)
        {
            var (answer, rows) = await reader.MessagesAsync(
                Query(
                    ("created_after", Ms(_looked.AfterMs)), ("created_before", Ms(_looked.BeforeMs)),
                    ("updated_after", Ms(span.AfterMs - 1)), ("updated_before", Ms(span.BeforeMs + 1))),
                cancellationToken);
            seen.MessagesByUpdate = LookOf(answer, span.AfterMs, span.BeforeMs, rows);
        }
    }

    private static Look LookOf(Answer answer, long afterMs, long beforeMs, IReadOnlyList<ExportedConversation> rows) =>
        new(answer, afterMs, beforeMs, [.. rows.Select(row => row.ByUpdate)]);

    private static Look LookOf(Answer answer, long afterMs, long beforeMs, IReadOnlyList<ExportedMessage> rows) =>
        new(answer, afterMs, beforeMs, [.. rows.Select(row => row.ByCreation)]);
}
