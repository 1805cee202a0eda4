using Dixa.Connector.Streams;

namespace Dixa.Warehouse.Webhooks;

/// <summary>Which streams an event can have changed.</summary>
public sealed class EventStreamsTests
{
    /// <summary>What no stream has, and webhooks alone know.</summary>
    private static readonly string[] Silent =
    [
        "AGENT_BANNED_ENDUSER", "AGENT_BANNED_IP", "AGENT_UNBANNED_ENDUSER", "AGENT_UNBANNED_IP", "CONVERSATION_MESSAGE_DELIVERY_DELIVERED",
        "CONVERSATION_MESSAGE_DELIVERY_FAILED", "CONVERSATION_MESSAGE_DELIVERY_INFO", "CONVERSATION_MESSAGE_DELIVERY_SEEN", "CONVERSATION_MESSAGE_DELIVERY_SENT",
        "CONVERSATION_MESSAGE_DELIVERY_SPAM_COMPLAINT", "SLA_EVALUATION_ACHIEVED", "SLA_EVALUATION_BREACHED", "SLA_EVALUATION_PENDING", "SLA_EVALUATION_VOIDED", "TYPING_STARTED",
    ];

    [Fact]
    public void EventsOfConversationsAndMessagesReadBothExports()
    {
        Assert.Equal(Silent, EventNames.Fqns.Where(fqn => EventStreams.Of(fqn).Count == 0).Order(StringComparer.Ordinal));
        Assert.All(EventNames.Fqns.Except(Silent), fqn => Assert.Equal(["conversations", "messages", "activity_logs"], EventStreams.Of(fqn)));
    }

    [Theory]
    [InlineData("CONVERSATION_SNOOZED", true)]
    [InlineData("AGENT_HIRED", false)]
    [InlineData("", false)]
    public void AnUnknownEventOfAConversationCountsAsTheKnownOnes(string fqn, bool wakes) => Assert.Equal(wakes, EventStreams.Of(fqn).Count > 0);

    [Theory]
    [InlineData("CONVERSATION_MESSAGE_ADDED", "messages")]
    [InlineData("CONVERSATION_CLOSED", "conversations")]
    public void TheRowThatShowsItIsOfTheStreamThatItIsAbout(string fqn, string stream) => Assert.Equal(stream, EventStreams.WitnessOf(fqn));

    /// <remarks>Each is read by time and kept by its key, which a run that leaves states alone needs.</remarks>
    [Fact]
    public void EveryStreamIsOneOfTheSourcesThatIsReadByTimeAndHasAKey() => Assert.All(EventStreams.Of("CONVERSATION_CREATED"), name =>
    {
        var definition = StreamRegistry.All.Single(each => each.Name == name);
        Assert.True(definition.Kind.IsIncremental);
        Assert.NotEmpty(definition.PrimaryKey);
    });
}
