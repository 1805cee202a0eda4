using System.Text.RegularExpressions;
using Dixa.Connector.Harness;

namespace Dixa.Connector.State;

/// <summary>The examples of <c>docs/state.md</c> are states as the connector writes and takes them.</summary>
public sealed partial class StateDocumentTests
{
    private static readonly SyncPeriod Period = new(DateTimeOffset.Parse("2025-01-01T00:00:00Z", null), DateTimeOffset.Parse("2026-01-01T00:00:00Z", null));
    private static readonly StreamCursor UpdatedAt = new("updated_at", CursorForm.Milliseconds);
    private static readonly StreamCursor Conversation = new("conversation_updated_at", CursorForm.Milliseconds);

    public static TheoryData<string, string> Examples => [.. Example().Matches(Text()).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void AnExampleIsWrittenAsItIsRead(string shape, string json) => Assert.Equal(json, Rewritten(shape, Saved.State(json)));

    [Fact]
    public void EveryShapeHasAnExample()
    {
        var shapes = typeof(ICheckpoint).Assembly.GetTypes().Where(type => type is { IsClass: true } && type.IsAssignableTo(typeof(ICheckpoint))).Select(type => type.Name).ToList();

        Assert.NotEmpty(shapes);
        Assert.All(shapes, shape => Assert.Contains($"../Connector/State/{shape}.cs", Text(), StringComparison.Ordinal));
    }

    private static string Rewritten(string shape, SavedState saved) => shape switch
    {
        "window" => Window(saved, isIncremental: true).Json(),
        "window-written" => Written(),
        "window-full-refresh" => Window(saved, isIncremental: false).Json(),
        "conversation" => Children(saved).Json(),
        "conversation-written" => Children(saved).AdvanceWithin(Interrupted(saved, "in_window"), 4711, ReadAt(saved, "in_window")).Json(),
        "requester" => Requesters(saved).Json(),
        "requester-written" => Requesters(saved)
            .AdvanceWithin(Interrupted(saved, "in_sync").EndMs, saved.Member("in_sync")!.Value.GetProperty("last_user").GetGuid(), ReadAt(saved, "in_sync")).Json(),
        "page" => PageCheckpoint.Parse(saved).Json(),
        "parent" => ParentCheckpoint.Parse(saved).Json(),
        "complete" => saved.Resumable is null ? FullRefreshComplete.Instance.Json() : "not taken for the end",
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "the test knows no such shape"),
    };

    private static WindowCheckpoint Window(SavedState saved, bool isIncremental) => WindowCheckpoint.Parse(
        saved,
        saved.Member("updated_at") is null ? new StreamCursor("activityTimestamp", CursorForm.DateTime) : UpdatedAt,
        isIncremental,
        Period,
        TimeSpan.Zero);

    /// <summary>A sync with a lookback of two hours, after its first window of an hour.</summary>
    private static string Written() =>
        WindowCheckpoint.Parse(Saved.State("""{"updated_at":1741083573456}"""), UpdatedAt, isIncremental: true, Period, TimeSpan.FromHours(2)).AdvanceTo(1741080000000).Json();

    private static ConversationCheckpoint Children(SavedState saved) =>
        ConversationCheckpoint.Parse(saved, Conversation, isIncremental: true, Period, TimeSpan.Zero);

    private static RequesterCheckpoint Requesters(SavedState saved) => RequesterCheckpoint.Parse(saved, Conversation, Period, TimeSpan.Zero);

    private static TimeWindow Interrupted(SavedState saved, string member) =>
        new(saved.Member("conversation_updated_at")!.Value.GetInt64(), saved.Member(member)!.Value.GetProperty("end").GetInt64());

    private static DateTimeOffset ReadAt(SavedState saved, string member) =>
        DateTimeOffset.FromUnixTimeMilliseconds(saved.Member(member)!.Value.GetProperty("read_at").GetInt64());

    private static string Text() => File.ReadAllText(Repository.PathOf("docs", "state.md"));

    [GeneratedRegex("```json ([a-z-]+)\n(.*)\n```")]
    private static partial Regex Example();
}
