using System.Text.Json;
using Dixa.Connector.Faults.Source;

namespace Dixa.Connector.Faults.Properties;

/// <summary>Holds the destinations against the source, after clean syncs.</summary>
public sealed class DestinationAudit(DrawnCase drawn, SourceReader reader, long nowMs, Violations violations)
{
    /// <summary>Members that the connector adds to what the API shows.</summary>
    private static readonly string[] Added =
        ["conversationId", "conversation_updated_at", "teamId", "queueId", "webhookId", "collectionId", "articleId", "version", "ordinal", "definition", "id"];

    /// <summary>What the API shows and nobody else shall see.</summary>
    private static readonly string[] Secret = ["secretKey", "headers"];

    public async Task CheckAsync(IEnumerable<Ledger> ledgers)
    {
        foreach (var ledger in ledgers)
        {
            var rows = await reader.ReadAsync(ledger.Stream.Name, ledger.Stream.IsIncremental, nowMs, withContent: true);
            var expected = rows.Where(row => row.CursorMs is not { } at || drawn.IsInPeriod(at)).GroupBy(row => row.Key).ToDictionary(group => group.Key, group => group.Last());
            foreach (var (key, row) in expected.Where(row => !row.Value.IsOptional))
            {
                Check(ledger, ledger.Committed, key, row);
                Check(ledger, ledger.Received, key, row);
            }

            if (!ledger.Stream.IsIncremental)
            {
                var last = ledger.LastRun;
                violations.Require(
                    last.Keys.ToHashSet().IsSubsetOf(rows.Where(row => row.CursorMs is not { } at || at >= drawn.FirstMs).Select(row => row.Key)) && expected.All(row => row.Value.IsOptional || last.ContainsKey(row.Key)) && last.Values.All(times => times.Count == 1),
                    "a full refresh that is not the source",
                    () => $"{ledger.Stream.Name}: missing {string.Join(", ", expected.Keys.Except(last.Keys).Take(3))}; too many {string.Join(", ", last.Keys.Except(expected.Keys).Concat(last.Where(row => row.Value.Count > 1).Select(row => row.Key)).Take(3))}");
            }
        }
    }

    private void Check(Ledger ledger, Destination destination, string key, SourceRow row)
    {
        var name = ledger.Stream.Name;
        if (!destination.Rows.TryGetValue(key, out var held))
        {
            violations.Require(false, "a row is lost", () => $"{name} {key} at {row.CursorMs}");
            return;
        }

        violations.Require(
            row.IsDefective || ledger.IsMisdated || row.CursorMs is null || held.CursorMs is null || held.CursorMs == row.CursorMs || name is "conversation_messages" or "enduser_details",
            "a version is lost",
            () => $"{name} {key}: {held.CursorMs} instead of {row.CursorMs}");
        if (row.Content is { } content && !IsRewritten(name))
        {
            CheckContent(ledger.Stream, key, content, held.Data);
        }
    }

    /// <summary>
    /// What an erasure takes out of a message moves no cursor of the message, what happens behind the end date no cursor that is read,
    /// an entry of the log names people as they are called when it is read, and a linked conversation changes without the one that it is linked to.
    /// </summary>
    private bool IsRewritten(string stream) => stream is "messages" or "activity_logs" or "linked_conversations" || (stream == "enduser_details" && drawn.End is not null);

    private void CheckContent(DrawnStream stream, string key, JsonElement content, JsonElement data)
    {
        var kept = stream.Stream.Key.Append(stream.Stream.Cursor).ToHashSet();
        var shown = content.EnumerateObject().Where(member =>
            !Secret.Contains(member.Name)
            && (stream.Columns is not { Count: > 0 } columns || columns.Contains(member.Name) || kept.Contains(member.Name) || !stream.Stream.Columns.Contains(member.Name))).ToList();
        foreach (var member in shown)
        {
            violations.Require(
                data.TryGetProperty(member.Name, out var value) && IsSame(member.Value, value),
                "a value is not as it was",
                () => $"{stream.Name} {key} {member.Name}: {(data.TryGetProperty(member.Name, out var other) ? other.GetRawText() : "nothing")} instead of {member.Value.GetRawText()}");
        }

        var invented = data.EnumerateObject().Select(member => member.Name).Except(shown.Select(member => member.Name)).Except(Added).ToList();
        violations.Require(invented.Count == 0, "a member that the source does not show", () => $"{stream.Name} {key}: {string.Join(", ", invented)}");
    }

    /// <summary>Texts are compared by what they say, numbers by how they are spelled; of times the name of the zone may be gone.</summary>
    private static bool IsSame(JsonElement source, JsonElement written) => (source.ValueKind, written.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => source.EnumerateObject().Select(member => member.Name).SequenceEqual(written.EnumerateObject().Select(member => member.Name))
            && source.EnumerateObject().Zip(written.EnumerateObject()).All(pair => IsSame(pair.First.Value, pair.Second.Value)),
        (JsonValueKind.Array, JsonValueKind.Array) => source.GetArrayLength() == written.GetArrayLength()
            && source.EnumerateArray().Zip(written.EnumerateArray()).All(pair => IsSame(pair.First, pair.Second)),
        (JsonValueKind.String, JsonValueKind.String) => source.GetString() is var text && (text == written.GetString() || text!.Split('[')[0] == written.GetString()),
        _ => source.GetRawText() == written.GetRawText(),
    };
}
