using System.Globalization;
using System.Text;
using Dixa.Connector.State;

namespace Dixa.Connector.Streams;

/// <summary>What an export row decides, member by member, in each JSON type: the table of docs/reliability.md.</summary>
public sealed class ConversationRowTests
{
    private const long Updated = 1_741_083_573_456;
    private const long Message = 1_741_083_000_000;
    private const string Requester = "5d2f6a58-0c1e-4b7a-9a57-0d7c6a5d1f11";
    private const string Now = "\"2025-03-04T10:10:00.000Z\"";

    private static readonly TimeWindow Window = new(Updated - 1_000, Updated + 1_000);

    [Theory]
    [InlineData("7", 7L)]
    [InlineData("-7", -7L)]
    [InlineData("7.0", 7L)]
    [InlineData("70e-1", 7L)]
    [InlineData("\"7\"", 7L)]
    [InlineData("\"\\u0037\"", 7L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("7.5", null)]
    [InlineData("1e400", null)]
    [InlineData(null, null)]
    [InlineData("null", null)]
    [InlineData("true", null)]
    [InlineData("\"\"", null)]
    [InlineData("\" 7\"", null)]
    [InlineData("\"seven\"", null)]
    [InlineData("[7]", null)]
    [InlineData("{\"id\":7}", null)]
    public void AnIdIsUnderstoodOrNamed(string? value, long? expected)
    {
        var row = Row("id", value);
        Assert.Equal(expected, row.Conversation?.Id);
        Assert.Equal(expected is null, row.IdDefect is not null);
        Assert.Equal(Updated, row.UpdatedAtMs);
    }

    [Theory]
    [InlineData("1741083573456", Updated, false)]
    [InlineData("\"1741083573456\"", Updated, false)]
    [InlineData("1741083573456.0", Updated, false)]
    [InlineData("\"2025-03-04T10:19:33.456Z\"", Updated, false)]
    [InlineData("\"2025-03-04T11:19:33.456+01:00[Europe/Copenhagen]\"", Updated, false)]
    [InlineData("1741083573456.5", Updated - 1_000, true)]
    [InlineData("1e400", Updated - 1_000, true)]
    [InlineData("1741083573", 1_741_083_573, true)]
    [InlineData("-1", -1, true)]
    [InlineData(null, Updated - 1_000, true)]
    [InlineData("null", Updated - 1_000, true)]
    [InlineData("false", Updated - 1_000, true)]
    [InlineData("\"unknown\"", Updated - 1_000, true)]
    [InlineData("[1]", Updated - 1_000, true)]
    [InlineData("{}", Updated - 1_000, true)]
    public void ARowWithoutATimeOfItsWindowIsReadWhereverAStreamBegins(string? value, long updatedAt, bool isUndated)
    {
        var row = Row("updated_at", value);
        Assert.Equal((updatedAt, isUndated), (row.UpdatedAtMs, row.IsUndated));
        Assert.Equal((updatedAt, isUndated), (row.Conversation!.Value.UpdatedAtMs, row.Conversation.Value.IsUndated));
        Assert.True(row.IsFrom(Updated));
        Assert.Equal(isUndated, row.IsFrom(Updated + 1));
    }

    [Theory]
    [InlineData("last_message_created_at", null, 0)]
    [InlineData("last_message_created_at", "null", 0)]
    [InlineData("last_message_created_at", "1741083000000", Message)]
    [InlineData("last_message_created_at", "1741083000000.0", Message)]
    [InlineData("last_message_created_at", "\"1741083000000\"", Message)]
    [InlineData("last_message_created_at", Now, Message)]
    [InlineData("last_message_created_at", "0", ChangedConversation.LatestMs)]
    [InlineData("last_message_created_at", "-5", ChangedConversation.LatestMs)]
    [InlineData("last_message_created_at", "1741083000", ChangedConversation.LatestMs)]
    [InlineData("last_message_created_at", "9223372036854775807", ChangedConversation.LatestMs)]
    [InlineData("last_message_created_at", "1e400", ChangedConversation.LatestMs)]
    [InlineData("last_message_created_at", "0.5", ChangedConversation.LatestMs)]
    [InlineData("last_message_created_at", "true", ChangedConversation.LatestMs)]
    [InlineData("last_message_created_at", "\"yesterday\"", ChangedConversation.LatestMs)]
    [InlineData("last_message_created_at", "[]", ChangedConversation.LatestMs)]
    [InlineData("last_message_created_at", "{}", ChangedConversation.LatestMs)]
    [InlineData("anonymized_at", null, 0)]
    [InlineData("anonymized_at", "null", 0)]
    [InlineData("anonymized_at", "1741083000000", Message)]
    [InlineData("anonymized_at", Now, Message)]
    [InlineData("anonymized_at", "true", ChangedConversation.LatestMs)]
    [InlineData("anonymized_at", "{}", ChangedConversation.LatestMs)]
    public void MessagesAreAskedForWhereItCannotBeToldThatThereAreNone(string member, string? value, long expected) =>
        Assert.Equal(expected, Row(member, value).Conversation!.Value.MessagesChangedAtMs);

    [Theory]
    [InlineData("last_message_created_at", "anonymized_at")]
    [InlineData("anonymized_at", "last_message_created_at")]
    public void TheLaterOfMessageAndAnonymisationCounts(string earlier, string later)
    {
        var row = ConversationRow.Of(Encoding.UTF8.GetBytes($$"""{"id":7,"{{later}}":{{Message}},"{{earlier}}":{{Message - 1}}}"""), Window);
        Assert.Equal(Message, row.Conversation!.Value.MessagesChangedAtMs);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("null", false)]
    [InlineData("[]", false)]
    [InlineData("[ ]", false)]
    [InlineData("[null]", true)]
    [InlineData("[\"a\",{\"b\":[1]}]", true)]
    [InlineData("{}", true)]
    [InlineData("\"\"", true)]
    [InlineData("0", true)]
    [InlineData("0.5", true)]
    [InlineData("false", true)]
    public void NotesAndRatingsAreAskedForWhereItCannotBeToldThatThereAreNone(string? value, bool expected)
    {
        Assert.Equal(expected, Row("conversation_wrapup_notes", value).Conversation!.Value.HasNotes);
        Assert.Equal(expected, Row("ratings", value).Conversation!.Value.HasRatings);
    }

    [Theory]
    [InlineData($"\"{Requester}\"", true, false)]
    [InlineData("\"5D2F6A58-0C1E-4B7A-9A57-0D7C6A5D1F11\"", true, false)]
    [InlineData("\"\\u0035d2f6a58-0c1e-4b7a-9a57-0d7c6a5d1f11\"", true, false)]
    [InlineData("\"5d2f6a580c1e4b7a9a570d7c6a5d1f11\"", true, false)]
    [InlineData(null, false, false)]
    [InlineData("null", false, false)]
    [InlineData("\"\"", false, true)]
    [InlineData("\"x\"", false, true)]
    [InlineData($"\"{Requester}x\"", false, true)]
    [InlineData("7", false, true)]
    [InlineData("0.5", false, true)]
    [InlineData("1e400", false, true)]
    [InlineData("true", false, true)]
    [InlineData("[]", false, true)]
    [InlineData("{}", false, true)]
    public void ARequesterIsUnderstoodAbsentOrNamed(string? value, bool isUnderstood, bool isNamed)
    {
        var row = Row("requester_id", value);
        Assert.Equal(isUnderstood ? Guid.Parse(Requester) : null, row.Requester);
        Assert.Equal(isNamed, row.RequesterDefect is not null);
        Assert.NotNull(row.Conversation);
    }

    /// <summary>A row that is right but for a member.</summary>
    private static ConversationRow Row(string member, string? value)
    {
        var members = new Dictionary<string, string?>
        {
            ["id"] = "7",
            ["updated_at"] = Updated.ToString(CultureInfo.InvariantCulture),
            [member] = value,
        };
        return ConversationRow.Of(
            Encoding.UTF8.GetBytes($"{{{string.Join(',', members.Where(each => each.Value is not null).Select(each => $"\"{each.Key}\":{each.Value}"))}}}"), Window);
    }
}
