using System.Buffers;
using System.Text;
using System.Text.Json;
using Dixa.Connector.Harness;
using Dixa.Simulator;

namespace Dixa.Connector.Recording;

/// <summary>Nothing of the organisation's is in a recording, however one decodes it. The list of what stays is this test's own.</summary>
[Collection(RecordingCollection.Name)]
public sealed class LeakTests(RecordedRead read)
{
    /// <summary>Shorter ones are in every file by chance.</summary>
    private const int ShortestTelling = 6;

    /// <summary>The last names of the columns that stay as Dixa sent them, or of which some values do.</summary>
    private static readonly string[] Staying =
    [
        "_type", "activityType", "activityTimestamp", "channel", "conversationChannel", "initial_channel", "direction", "state", "status",
        "connectionStatus", "presenceStatus", "activeChannels[]", "functionality[]", "roles[]", "data_type", "entityType", "holiday",
        "businessHourType", "strategy", "subscribedEvents[]", "event", "measure", "ratingType", "ratingStatus", "rating_type", "rating_status",
        "linkType", "transferType", "destinationType", "reservationType", "claimedFromType", "slaCalculationMethod", "offeringAlgorithm",
        "memberListType", "timezone", "mediaType", "conversation_updated_at", "requestTime", "lastSeen", "lastEditedAt", "createdAt", "updatedAt",
        "indexedAt", "anonymizedAt", "assignedAt", "queuedAt", "stateUpdatedAt", "transportExpiresAt", "deliveryTimestamp", "validUntil",
        "ratingScheduledTime", "startDate", "nextDate", "startTime", "endTime", "version", "duration", "total_duration", "handling_duration",
        "exports_handling_duration", "exports_first_response_time", "transfer_time", "utterance_start_ms", "utterance_end_ms", "conversationType",
        "field",
    ];

    [Fact]
    public void NoValueOfTheOrganisationIsInAnyFile()
    {
        var needles = Needles();
        Assert.True(needles.Count > 5_000, $"only {needles.Count} values are looked for");
        var wanted = SearchValues.Create([.. needles], StringComparison.Ordinal);
        Listing.AssertEmpty("Found in the recording", Haystacks().SelectMany(text => Found(text, wanted, needles)).Distinct().Take(20));
    }

    [Fact]
    public void TheAuditFindsWhatIsThere()
    {
        var email = read.Replayed.Records("agents").First().GetProperty("email").GetString()!;
        var wanted = SearchValues.Create([email], StringComparison.Ordinal);
        Assert.Contains(Haystacks(), text => text.AsSpan().ContainsAny(wanted));
        Assert.Contains(Decodings($"x={Convert.ToBase64String(Encoding.UTF8.GetBytes($"key={email}"))}&y={Uri.EscapeDataString("ø" + email)}"), text => text == $"key={email}");
    }

    /// <summary>Every text and number that was read, but for the columns that stay.</summary>
    private HashSet<string> Needles()
    {
        var ofDixa = string.Join(' ', WordsOfDixa());
        return [.. Values().Distinct().Where(value => !ofDixa.Contains(value, StringComparison.Ordinal))];
    }

    /// <summary>Names of members, paths, and what is in the columns that stay: an organisation's tag that is spelled like one of them can't be told from it.</summary>
    private IEnumerable<string> WordsOfDixa() =>
        (from stream in RecordedRead.Streams
         from record in read.Live.Records(stream)
         from leaf in Leaf.Of(record)
         select IsStaying(leaf.Path) ? $"{leaf.Path} {leaf.Text}" : leaf.Path.Contains("alues.", StringComparison.Ordinal) ? "" : leaf.Path)
        .Concat(ResourceTable.All.Select(resource => resource.Path)).Distinct();

    private IEnumerable<string> Values() =>
    [
        read.Bench.Simulator.Options.Token,
        .. from stream in RecordedRead.Streams
           from record in read.Live.Records(stream)
           from leaf in Leaf.Of(record)
           where leaf.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number && !IsStaying(leaf.Path)
           from needle in NeedlesOf(leaf)
           select needle,
        .. from conversation in read.Bench.Simulator.Organization.Conversations
           select $"\"id\":{conversation.Id},",
        .. from webhook in read.Bench.Simulator.Organization.Workspace.Webhooks.Rows
           select webhook.SecretKey,
    ];

    /// <summary>Whole values, and of a text the names and addresses in it.</summary>
    private static IEnumerable<string> NeedlesOf(Leaf leaf)
    {
        var text = leaf.Text;
        var isTelling = text.Length >= ShortestTelling && text.Any(char.IsLetterOrDigit) && !(leaf.Value.ValueKind == JsonValueKind.Number && text.Length < 9);
        return isTelling ? [text, .. text.Split(' ', '\n', '/', '"').Where(word => word.Length >= ShortestTelling && (word.Contains('@', StringComparison.Ordinal) || Guid.TryParse(word, out _)))] : [];
    }

    private static bool IsStaying(string path) =>
        Staying.Contains(path.Split('.')[^1]) || path.EndsWith("_at", StringComparison.Ordinal) || path.EndsWith("_timestamp", StringComparison.Ordinal)
        || path.Contains("timestamps.", StringComparison.Ordinal);

    private IEnumerable<string> Haystacks() =>
        from file in Directory.EnumerateFiles(read.Folder)
        from line in File.ReadAllText(file).Split('\n').Prepend(Path.GetFileName(file))
        from text in Decodings(line)
        select text;

    /// <summary>A text and all that it may be decoded to: JSON and JSON within it, percent signs, base64.</summary>
    private static IEnumerable<string> Decodings(string text, int depth = 0)
    {
        yield return text;
        if (depth > 4)
        {
            yield break;
        }

        var inside = Json(text).Concat(text.Contains('%', StringComparison.Ordinal) ? [Uri.UnescapeDataString(text)] : []);
        foreach (var decoded in inside.Concat(text.Length < 2_000 ? Base64(text) : []).Where(decoded => decoded != text).SelectMany(decoded => Decodings(decoded, depth + 1)))
        {
            yield return decoded;
        }
    }

    private static IEnumerable<string> Json(string text)
    {
        if (text.Length < 2 || text[0] is not ('{' or '['))
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. Leaf.Of(json.RootElement).Select(leaf => leaf.Text).Distinct()];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Base64(string text) =>
        from word in text.Split(' ', '=', '&', '?', '/', '"', ',')
        where word.Length >= 8
        let padded = word.PadRight((word.Length + 3) / 4 * 4, '=')
        let bytes = new byte[padded.Length]
        where Convert.TryFromBase64String(padded, bytes, out _)
        select Encoding.UTF8.GetString(bytes).TrimEnd('\0');

    private static IEnumerable<string> Found(string text, SearchValues<string> wanted, HashSet<string> needles)
    {
        var at = text.AsSpan().IndexOfAny(wanted);
        return at < 0 ? [] : [$"{needles.First(needle => text.AsSpan(at).StartsWith(needle, StringComparison.Ordinal))} in {text[..Math.Min(text.Length, 200)]}"];
    }
}
