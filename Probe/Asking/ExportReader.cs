using System.Text.Json;
using Dixa.Connector.Json;
using Dixa.Connector.Streams;
using Dixa.Probe.Observed;
using Dixa.Probe.Rows;
using Dixa.Probe.Wire;

namespace Dixa.Probe.Asking;

/// <summary>Asks the Exports API for rows, and notes what the answer shows.</summary>
public sealed class ExportReader(ProbeHost host, Observations seen)
{
    public const string ConversationExport = "/v1/conversation_export";
    public const string MessageExport = "/v1/message_export";

    public async Task<(Answer Answer, IReadOnlyList<ExportedConversation> Rows)> ConversationsAsync(string query, CancellationToken cancellationToken) =>
        await ReadAsync("conversations", ConversationExport + query, row => Conversation(row), cancellationToken);

    public async Task<(Answer Answer, IReadOnlyList<ExportedMessage> Rows)> MessagesAsync(string query, CancellationToken cancellationToken) =>
        await ReadAsync("messages", MessageExport + query, ExportedMessage.Of, cancellationToken);

    /// <summary>Notes what else a conversation shows: words of small vocabularies, and what is left of an erased one.</summary>
    private ExportedConversation? Conversation(JsonElement row)
    {
        seen.Vocabulary.Add(row);
        if (row.Member("anonymized_at") is not null)
        {
            seen.FieldsOfErased.UnionWith(row.EnumerateMembers().Where(IsSomething).Select(member => FieldName.Shown(member.Name)));
        }

        return ExportedConversation.Of(row);
    }

    private static bool IsSomething(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.Null => false,
        JsonValueKind.Array => member.Value.GetArrayLength() > 0,
        JsonValueKind.String => member.Value.GetString()!.Length > 0,
        _ => true,
    };

    /// <summary>A request whose status and headers are all that matters. Rows that would follow are left unread.</summary>
    public Task<Answer> AskAsync(string path, CancellationToken cancellationToken, Sign? sign = null) =>
        host.GetAsync(path, read: null, cancellationToken, sign);

    private async Task<(Answer Answer, IReadOnlyList<TRow> Rows)> ReadAsync<TRow>(
        string stream, string path, Func<JsonElement, TRow?> parse, CancellationToken cancellationToken)
        where TRow : class
    {
        var definition = StreamRegistry.Find(stream)!;
        var rows = new List<TRow>();
        var answer = await host.GetAsync(
            path,
            async (body, ct) =>
            {
                rows.Clear();
                await new RowReader(definition, seen.CensusOf(definition)).ReadAsync(
                    body,
                    RecordSelector.Bare,
                    row =>
                    {
                        if (parse(row) is { } parsed)
                        {
                            rows.Add(parsed);
                        }
                    },
                    ct);
            },
            cancellationToken);
        return (answer, rows);
    }
}
