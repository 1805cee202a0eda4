using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Connector.Faults.Source;
using Dixa.Connector.Streams;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>Holds tables against the source, row by row and value by value.</summary>
public sealed class TableAudit(Database database, SourceHistory history)
{
    /// <summary>Members that the connector adds to what the API shows.</summary>
    private static readonly string[] Added =
        ["conversationId", "conversation_updated_at", "teamId", "queueId", "webhookId", "collectionId", "articleId", "version", "ordinal", "definition", "id"];

    /// <summary>What the API shows and nobody else shall see.</summary>
    private static readonly string[] Secret = ["secretKey", "headers"];

    private static readonly string[] OfTheTable = [SystemColumns.Extra, SystemColumns.Changes, SystemColumns.LoadedAt, SystemColumns.Generation, SystemColumns.DeletedAt];

    /// <summary>How many rows were compared.</summary>
    public int Rows { get; private set; }

    /// <summary>The rows of a table, each by its key, without those that are marked as deleted.</summary>
    public Dictionary<string, List<JsonObject>> Read(StreamDefinition stream) => database.Records(stream.Name)
        .Where(row => row[SystemColumns.DeletedAt] is null).GroupBy(row => KeyOf(stream, row)).ToDictionary(group => group.Key, group => group.ToList());

    /// <summary>Where a table differs from what its stream shows now; null where it doesn't.</summary>
    public string? CheckWhole(StreamDefinition stream)
    {
        var stored = Read(stream);
        var shown = history.RowsOf(stream.Name);
        if (Check(stream, shown, stored) is { } difference)
        {
            return difference;
        }

        // Who reads by the cursor can't know what was taken away.
        var keys = shown.Select(row => row.Key).ToHashSet();
        return stored.Keys.FirstOrDefault(key => !keys.Contains(key) && !(stream.Cursor is not null && history.HasShown(stream.Name, key))) is { } invented
            ? $"row {invented} of {stream.Name} should not be there"
            : null;
    }

    /// <summary>Where rows that the source shows are not in a table as they should be; null where all are.</summary>
    public string? Check(StreamDefinition stream, IEnumerable<SourceRow> rows, Dictionary<string, List<JsonObject>> stored) =>
        rows.Where(row => !row.IsOptional).GroupBy(row => row.Key).Select(group => Check(stream, group.Key, group.Max(row => row.CursorMs), stored)).FirstOrDefault(difference => difference is not null);

    private string? Check(StreamDefinition stream, string key, long? cursorMs, Dictionary<string, List<JsonObject>> stored)
    {
        Rows++;
        if (!stored.TryGetValue(key, out var found))
        {
            return $"row {key} of {stream.Name} is missing";
        }

        // An agent's presence is a row for each time of asking: a response that broke off and the one that followed it are two.
        if (found.Count > 1 && (stream.Name != "agent_presence" || found.DistinctBy(row => (string?)row["requestTime"]).Count() < found.Count))
        {
            return $"row {key} of {stream.Name} is there {found.Count} times";
        }

        // Messages are asked for only where there are new ones, so other changes of their conversation don't reach them.
        var isLoose = stream.Name == "conversation_messages";
        if (stream.Cursor is { } cursor && !isLoose && TimeOf(found[0][cursor]) is var storedMs && storedMs != cursorMs)
        {
            return $"row {key} of {stream.Name}: {cursor} is {storedMs}, not {cursorMs}";
        }

        var versions = history.VersionsOf(stream.Name, key, cursorMs, ever: isLoose);
        versions = stream.Cursor is null ? [.. versions.TakeLast(1)] : versions;
        var differences = versions.Reverse().Select(version => Difference(version, found[0])).ToList();
        return differences.Count == 0 || differences.Contains(null) ? null : $"row {key} of {stream.Name}: {differences[0]}";
    }

    private static string KeyOf(StreamDefinition stream, JsonObject row) => string.Join('|', (stream.Name == "agent_presence" ? ["userId"] : stream.PrimaryKey).Select(part => row[part]?.ToString() ?? ""));

    private string? Difference(JsonNode version, JsonObject stored)
    {
        var shown = version.AsObject().Where(member => !Secret.Contains(member.Key)).ToList();
        foreach (var (name, value) in shown)
        {
            if (!IsSame(value, stored[name]))
            {
                return $"{name} is {stored[name]?.ToJsonString() ?? "null"}, not {value?.ToJsonString() ?? "null"}";
            }
        }

        return stored.Where(member => member.Value is not null).Select(member => member.Key).Except(shown.Select(member => member.Key)).Except(Added).Except(OfTheTable).FirstOrDefault() is { } invented
            ? $"{invented} is {stored[invented]!.ToJsonString()}, and the source does not show it"
            : null;
    }

    /// <summary>Texts are compared by what they say, times by their moment, numbers by their value; null is as good as absent at the top only.</summary>
    private bool IsSame(JsonNode? shown, JsonNode? stored)
    {
        if (shown is null || stored is null)
        {
            return shown is null && stored is null;
        }

        return (shown.GetValueKind(), stored.GetValueKind()) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => shown.AsObject().Count == stored.AsObject().Count
                && shown.AsObject().All(member => stored.AsObject().TryGetPropertyValue(Kept(member.Key), out var other) && IsSame(member.Value, other)),
            (JsonValueKind.Array, JsonValueKind.Array) => shown.AsArray().Count == stored.AsArray().Count
                && shown.AsArray().Zip(stored.AsArray()).All(pair => IsSame(pair.First, pair.Second)),
            (JsonValueKind.String, JsonValueKind.String) => Kept((string)shown!) is var text && ((string)stored! == text || (Moment(text) is { } moment && Moment((string)stored!) == moment)),
            (JsonValueKind.Number, JsonValueKind.Number) => Number(shown) == Number(stored),
            var (one, other) => one == other,
        };
    }

    /// <summary>A text as the database can keep it.</summary>
    private string Kept(string text) => database.IsPostgres ? text.Replace('\0', '\uFFFD') : text;

    private static decimal Number(JsonNode node) => decimal.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Moment(string text) =>
        text.Length is > 15 and < 60 && DateTimeOffset.TryParse(text.Split('[')[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static long? TimeOf(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Number => (long)Number(node),
        JsonValueKind.String => Moment((string)node!)?.ToUnixTimeMilliseconds(),
        _ => null,
    };
}
