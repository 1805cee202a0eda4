namespace Dixa.Simulator.Data;

/// <summary>Erasure on request: what was said is gone, what can be counted stays.</summary>
/// <remarks>Which fields Dixa empties is published nowhere; a sample row keeps tags, times and the requester's id.</remarks>
public static class Anonymization
{
    public static Conversation Anonymize(this Conversation conversation, long atMs) => conversation with
    {
        AnonymizedAtMs = atMs,
        UpdatedAtMs = atMs,
        IsLean = true,
        Subject = null,
        Transfer = conversation.Transfer is { } transfer ? new Transfer(null, null, transfer.AtMs) : null,
        Notes = [.. conversation.Notes.Select(note => note with { Text = null })],
        CustomFields = [],
        Ratings = [.. conversation.Ratings.Select(rating => rating with { Message = null })],
        Messages = [.. conversation.Messages.Select(Anonymize)],
    };

    private static Message Anonymize(Message message) => message with
    {
        Text = null,
        Mail = null,
        Call = message.Call is { } call ? new CallLeg(null, null, call.DurationSeconds, null, null) : null,
        Step = null,
        Form = null,
        AttachedFiles = [],
    };
}
