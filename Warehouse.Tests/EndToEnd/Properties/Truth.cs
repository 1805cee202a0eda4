using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Simulator;
using Dixa.Simulator.Data;
using Dixa.Simulator.Exports;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>What the simulated organisation shows at the moment, stream by stream.</summary>
public sealed class Truth(SimulatorServer simulator, HttpClient http)
{
    private static readonly Dictionary<string, string> Lists = new()
    {
        ["agents"] = "/v1/agents",
        ["queues"] = "/v1/queues",
        ["tags"] = "/v1/tags?includeDeactivated=true",
        ["teams"] = "/v1/teams",
    };

    public static IReadOnlyList<string> Streams { get; } = ["conversations", "messages", .. Lists.Keys];

    /// <summary>The cursor of a stream that is read incrementally; null for the others.</summary>
    public static string? CursorOf(string stream) => stream switch
    {
        "conversations" => "updated_at",
        "messages" => "created_at",
        _ => null,
    };

    public async Task<IReadOnlyList<JsonObject>> ReadAsync(string stream)
    {
        var nowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var visible = simulator.Organization.Conversations.Select(row => row.SeenAt(nowMs)).OfType<Conversation>();
        var workspace = simulator.Organization.Workspace;
        return stream switch
        {
            "conversations" => [.. visible.Select(row => Written(json => ConversationWriter.Write(json, row, workspace)))],
            "messages" => [.. visible.SelectMany(row => row.Messages.Where(message => message.IsVisible(nowMs)).Select(message => Written(json => MessageWriter.Write(json, message, row, workspace))))],
            _ => await ListAsync(Lists[stream]),
        };
    }

    private async Task<IReadOnlyList<JsonObject>> ListAsync(string path)
    {
        var rows = new List<JsonObject>();
        for (var next = path; next is not null;)
        {
            var page = await http.GetFromJsonAsync<JsonObject>(next, TestContext.Current.CancellationToken);
            rows.AddRange(page!["data"]!.AsArray().Select(row => (JsonObject)row!.DeepClone()));
            next = (string?)page["meta"]?["next"];
        }

        return rows;
    }

    /// <summary>Where a table's rows differ from those of the truth; null where they don't.</summary>
    public static string? Difference(IReadOnlyList<JsonObject> truth, IReadOnlyList<JsonObject> stored, bool mayHaveMore)
    {
        var byKey = stored.GroupBy(row => row["id"]!.ToJsonString()).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var row in truth)
        {
            var key = row["id"]!.ToJsonString();
            if (!byKey.Remove(key, out var found))
            {
                return $"row {key} is missing";
            }

            if (found.Count > 1)
            {
                return $"row {key} is there {found.Count} times";
            }

            foreach (var (name, value) in row)
            {
                if (!IsOfAnotherTable(row, name) && !IsErased(row) && !IsSame(value, found[0][name]))
                {
                    return $"row {key}: {name} is {found[0][name]?.ToJsonString() ?? "null"}, not {value?.ToJsonString() ?? "null"}";
                }
            }
        }

        return mayHaveMore || byKey.Count == 0 ? null : $"row {byKey.Keys.First()} should not be there";
    }

    /// <summary>What an exported row repeats of queues, agents and tags changes without its cursor: nobody who reads incrementally can know.</summary>
    private static bool IsOfAnotherTable(JsonObject row, string name) =>
        row.ContainsKey("created_at") && (name is "tags_info" or "tags" || name.EndsWith("_name", StringComparison.Ordinal) || name.EndsWith("_email", StringComparison.Ordinal) || name.EndsWith("_phone_number", StringComparison.Ordinal));

    /// <summary>A message that was anonymized, which its cursor, the time of its creation, does not show; calls have no text either.</summary>
    private static bool IsErased(JsonObject row) => row.TryGetPropertyValue("text", out var text) && text is null;

    private static bool IsSame(JsonNode? truth, JsonNode? stored)
    {
        if (truth is null || stored is null)
        {
            return truth is null && stored is null;
        }

        return JsonNode.DeepEquals(truth, stored)
            || (truth.GetValueKind() == JsonValueKind.String && stored.GetValueKind() == JsonValueKind.String && Time(truth) is { } moment && Time(stored) == moment)
            || (truth.GetValueKind() == JsonValueKind.Number && stored.GetValueKind() == JsonValueKind.Number && decimal.Parse(truth.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) == decimal.Parse(stored.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private static DateTimeOffset? Time(JsonNode node) =>
        DateTimeOffset.TryParse(((string)node!).Split('[')[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static JsonObject Written(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return (JsonObject)JsonNode.Parse(buffer.ToArray())!;
    }
}
