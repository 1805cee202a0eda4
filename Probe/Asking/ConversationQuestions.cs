using System.Globalization;
using Dixa.Connector.Json;
using Dixa.Probe.Observed;
using Dixa.Probe.Rows;

namespace Dixa.Probe.Asking;

/// <summary>What the Dixa API has of a few conversations that the export shows, to hold the two against each other.</summary>
public sealed class ConversationQuestions(ApiReader reader, Observations seen)
{
    /// <summary>How many conversations of a kind are looked at.</summary>
    private const int OfAKind = 4;

    /// <summary>How many of all are looked at in every respect.</summary>
    private const int Whole = 6;

    public IReadOnlyList<Step> Steps => [new("what hangs on conversations", ReadAsync)];

    /// <summary>With notes, with ratings, with neither, and erased ones; the latest of each. Of those with notes first where nothing else explains the update.</summary>
    private List<ExportedConversation> Chosen()
    {
        var latest = seen.ConversationRows.OrderByDescending(row => row.UpdatedMs).ThenBy(row => row.Id).ToList();
        return
        [
            .. latest.Where(row => row.Notes > 0).OrderBy(row => row.Times.Any(row.IsUpdatedAt)).Take(OfAKind)
                .Concat(latest.Where(row => row.Ratings > 0).Take(OfAKind))
                .Concat(latest.Where(row => row.AnonymizedMs is not null).Take(2))
                .Concat(latest.Where(row => row is { Notes: 0, Ratings: 0, AnonymizedMs: null }).Take(2 * OfAKind))
                .DistinctBy(row => row.Id),
        ];
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        foreach (var (index, conversation) in Chosen().Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/v1/conversations/{conversation.Id}");
            var (notes, messages) = (new List<long>(), new List<long>());
            var noted = await reader.ReadAsync(
                "conversation_notes", $"{path}/notes", RecordSelector.Data, cancellationToken, row => Add(notes, ActivityEntry.TimeOf(row, "createdAt")));
            var rated = await reader.ReadAsync("conversation_ratings", $"{path}/ratings", RecordSelector.Data, cancellationToken);
            var children = new ChildrenOf(conversation)
            {
                NotesMs = noted.Answer.IsOk ? notes : null,
                Ratings = rated.Answer.IsOk ? rated.Rows : null,
            };
            if (index < Whole)
            {
                var written = await reader.ReadAsync(
                    "conversation_messages", $"{path}/messages", RecordSelector.Data, cancellationToken, row => Add(messages, ActivityEntry.TimeOf(row, "createdAt")));
                children = children with { MessagesMs = written.Answer.IsOk ? messages : null };
                await reader.ReadAsync("conversation_details", path, RecordSelector.One, cancellationToken);
                await reader.ReadAsync("linked_conversations", $"{path}/linked", RecordSelector.Data, cancellationToken);
            }

            seen.Children.Add(children);
        }
    }

    private static void Add(List<long> times, long? timeMs)
    {
        if (timeMs is { } atMs)
        {
            times.Add(atMs);
        }
    }
}
