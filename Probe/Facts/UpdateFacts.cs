using Dixa.Probe.Observed;
using Dixa.Probe.Rows;

namespace Dixa.Probe.Facts;

/// <summary>What moves a conversation's <c>updated_at</c>, on which every incremental sync rests.</summary>
public static class UpdateFacts
{
    private const string Lost = "What happened does not bring its conversation again, so incremental syncs miss it until something else moves the time. Sync in full now and then, and report it.";

    /// <summary>The activity log's name for it.</summary>
    private const string NoteAdded = "NoteAdded";

    public static IReadOnlyList<Fact> All { get; } =
    [
        new("updated-by-messages", "Does a message move `updated_at`?", "Yes.", Lost, seen => Of(seen.ConversationRows, row => row.LastMessageMs, "a message")),
        new("updated-by-ratings", "Does a rating move `updated_at`?", "Yes.", Lost, seen => Of(seen.ConversationRows, row => row.RatedMs, "a rating")),
        new("updated-by-notes", "Does a note move `updated_at`?", "Yes.", Lost, Notes),
        new("updated-by-erasure", "Does anonymisation move `updated_at`?", "Yes.", Lost, seen => Of(seen.ConversationRows, row => row.AnonymizedMs, "anonymisation")),
        new("updated-by-activities", "Which entries of the activity log are later than their conversation's `updated_at`?", "Nothing: `activity_logs` is read by its own times.", "Nothing, as long as messages, ratings, notes and anonymisation move it.", Activities),
    ];

    private static Judgement Notes(Observations seen)
    {
        // Those of the conversations that were looked at, and those that the activity log tells of, up to the first look.
        var sinceMs = seen.Conversations?.Answer.AskedAt.ToUnixTimeMilliseconds() ?? 0;
        var notes = seen.Children.SelectMany(each => each.NotesMs ?? [], (each, atMs) => (each.Conversation.Id, AtMs: atMs))
            .Concat(seen.ActivityRows.Where(row => row.Type == NoteAdded).Select(row => (Id: row.ConversationId, row.AtMs)))
            .Where(note => note.AtMs < sinceMs)
            .GroupBy(note => note.Id)
            .ToDictionary(same => same.Key, same => same.Max(note => note.AtMs));
        return Of([.. seen.ConversationRows.Where(row => notes.ContainsKey(row.Id))], row => notes[row.Id], "a note");
    }

    /// <summary>One that is later than the update proves that it does not move it; one at the very time of the update, with nothing else there, that it does.</summary>
    private static Judgement Of(IReadOnlyList<ExportedConversation> rows, Func<ExportedConversation, long?> last, string what)
    {
        var known = rows.Where(row => row.UpdatedMs is not null && last(row) is not null).ToList();
        var missed = known.Count(row => last(row) > row.UpdatedMs + ExportedConversation.AtOnceMs);
        var marked = known.Count(row => row.IsUpdatedAt(last(row)) && !row.Times.Any(atMs => atMs != last(row) && row.IsUpdatedAt(atMs)));
        string[] evidence = [Judgement.Text($"{Judgement.Count(known.Count, $"conversation")} with one: {missed} updated before it, {marked} at the very time of it and of nothing else")];
        return missed > 0 ? Judgement.Contradicts("not always", evidence)
            : marked > 0 ? Judgement.AsAssumed("yes", evidence)
            : Judgement.NotTold($"No conversation was updated by {what} alone.", evidence);
    }

    private static Judgement Activities(Observations seen)
    {
        if (seen is not { Conversations: { } look, ActivityRows.Count: > 0 })
        {
            return Judgement.NotTold("No entries were seen.");
        }

        // What happened since the first look can't be in it.
        var sinceMs = look.Answer.AskedAt.AddMinutes(-1).ToUnixTimeMilliseconds();
        var updated = seen.ConversationRows.GroupBy(row => row.Id).ToDictionary(rows => rows.Key, rows => rows.First().UpdatedMs ?? long.MaxValue);
        var known = seen.ActivityRows.Where(row => row.AtMs < sinceMs && updated.ContainsKey(row.ConversationId)).ToList();
        var late = known.Where(row => row.AtMs > updated[row.ConversationId] + ExportedConversation.AtOnceMs).GroupBy(row => row.Type).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        string[] evidence =
        [
            Judgement.Count(known.Count, "entry of known conversation").Replace("entry of known conversations", "entries of known conversations", StringComparison.Ordinal),
            .. late.Select(group => Judgement.Text($"`{group.Key}`: {group.Count()}")),
        ];
        return known.Count == 0 ? Judgement.NotTold("No entries of known conversations were seen.")
            : Judgement.AsAssumed(late.Count == 0 ? "none" : string.Join(", ", late.Select(group => $"`{group.Key}`")), evidence);
    }
}
