using System.Text.Json;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Recording;

/// <summary>A recording has an account's shape: what is read from it differs from what was read from Dixa only in what is somebody's.</summary>
[Collection(RecordingCollection.Name)]
public sealed class RecordingTests(RecordedRead read)
{
    /// <summary>Members whose objects have names that customers give.</summary>
    private static readonly string[] Maps = ["values", "updatedAttributeValues", "headers"];

    /// <summary>Shorter texts are equal by chance.</summary>
    private const int ShortestTelling = 5;

    [Fact]
    public void EveryStreamHasAsManyRecordsAsInDixa() => Assert.All(
        RecordedRead.Streams,
        stream => Assert.True(
            read.Live.Records(stream).Count() is > 0 and var count && count == read.Replayed.Records(stream).Count(),
            $"{stream}: {read.Live.Records(stream).Count()} of Dixa, {read.Replayed.Records(stream).Count()} of the recording"));

    [Fact]
    public void EveryRecordHasTheShapeThatItHasInDixa() => Assert.All(RecordedRead.Streams, stream =>
        Assert.Equal(read.Live.Records(stream).Select(Shape).Order(StringComparer.Ordinal), read.Replayed.Records(stream).Select(Shape).Order(StringComparer.Ordinal)));

    [Fact]
    public void WhatIsEqualInDixaIsEqualInTheRecordingAndNothingElse()
    {
        var (live, replayed) = (Columns(read.Live), Columns(read.Replayed));
        Assert.Equal(live.Keys.Order(StringComparer.Ordinal), replayed.Keys.Order(StringComparer.Ordinal));

        // Columns of which something stays can't be compared with others by their values.
        string[] replaced = [.. live.Keys.Where(column => live[column].Count > 0 && !live[column].Overlaps(replayed[column]))];
        Assert.True(replaced.Length > 60, string.Join(", ", replaced));
        var joins = 0;
        foreach (var (one, other) in replaced.SelectMany((one, index) => replaced[index..].Select(other => (one, other))))
        {
            var shared = live[one].Count(live[other].Contains);
            joins += one != other && shared > 1 ? 1 : 0;
            Assert.True(shared == replayed[one].Count(replayed[other].Contains), $"{one} and {other}: {shared} equal in Dixa, {replayed[one].Count(replayed[other].Contains)} in the recording");
        }

        Assert.True(joins > 60, $"only {joins} joins were compared");
    }

    [Fact]
    public void ConversationsKeepTheirOrder()
    {
        var (live, replayed) = (ByCreation(read.Live), ByCreation(read.Replayed));
        Assert.Equal(Ranks(live), Ranks(replayed));
        Assert.DoesNotContain(replayed, live.Contains);
    }

    [Fact]
    public async Task ASecondReadGoesOnFromTheFirst()
    {
        var first = await read.ReplayAsync("[]");
        var second = await read.ReplayAsync(first.StateFile());
        Assert.Equal(200, first.Records("conversations").Count());
        Assert.InRange(second.Records("messages").Count(), 0, first.Records("messages").Count() / 10);
    }

    [Fact]
    public void EveryMemberThatDixaNamesIsKnown() => Assert.Empty(read.UnknownNames);

    [Fact]
    public void WhatIsCountedIsWhatWasRead()
    {
        Assert.Equal(0, read.Counts.Unrecorded);
        Assert.True(read.Counts.Requests >= read.Counts.Answers && read.Counts.Answers > 500, read.Counts.ToString());
        Assert.True(read.Counts.Rows >= read.Live.Records("conversations").Count() + read.Live.Records("messages").Count() + read.Live.Records("activity_logs").Count(), read.Counts.ToString());
    }

    private static long[] ByCreation(Run run) =>
        [.. run.Records("conversations").OrderBy(row => row.GetProperty("created_at").GetInt64()).Select(row => row.GetProperty("id").GetInt64())];

    private static int[] Ranks(long[] ids) => [.. ids.Select(id => Array.IndexOf([.. ids.Order()], id))];

    /// <summary>The distinct telling values of every column of every stream.</summary>
    private static Dictionary<string, HashSet<string>> Columns(Run run) => (
        from stream in RecordedRead.Streams
        from record in run.Records(stream)
        from leaf in Leaf.Of(record)
        where !Maps.Any(map => leaf.Path.Contains($"{map}.", StringComparison.Ordinal))
        group leaf by $"{stream}.{leaf.Path}").ToDictionary(
            column => column.Key,
            column => column.Where(leaf => leaf.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number && leaf.Text.Length >= ShortestTelling).Select(leaf => leaf.Text).ToHashSet(StringComparer.Ordinal));

    /// <summary>Names, kinds of values and lengths of texts; of maps only how many there are.</summary>
    private static string Shape(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(member => $"{member.Name}:{(Maps.Contains(member.Name) && member.Value.ValueKind == JsonValueKind.Object ? $"map of {member.Value.EnumerateObject().Count()}" : Shape(member.Value))}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Shape))}]",
        JsonValueKind.String => $"text of {value.GetString()!.Length}",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        var kind => kind.ToString(),
    };
}
