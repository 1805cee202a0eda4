using System.Text;

namespace Dixa.Connector.Sync;

public sealed class ChangedConversationTests
{
    private const long WindowStart = 3;

    [Theory]
    [InlineData("""{"id":7,"updated_at":5}""", 5, 0, false, false)]
    [InlineData("""{"updated_at":null,"id":7}""", 3, 0, false, false)]
    [InlineData("""{"id":7,"last_message_created_at":9,"conversation_wrapup_notes":[],"ratings":[]}""", 3, 9, false, false)]
    [InlineData("""{"id":7,"conversation_wrapup_notes":["a",{"b":[1]}],"ratings":[{"c":[]}],"updated_at":8}""", 8, 0, true, true)]
    [InlineData("""{"id":7,"last_message_created_at":9,"anonymized_at":12,"updated_at":12}""", 12, 12, false, false)]
    [InlineData("""{"id":7,"anonymized_at":null,"last_message_created_at":9,"updated_at":12}""", 12, 9, false, false)]
    [InlineData("""{"id":7,"conversation_wrapup_notes":null,"ratings":null}""", 3, 0, false, false)]
    [InlineData("""{"id":7,"ratings":{"shape":"unknown"},"conversation_wrapup_notes":"text"}""", 3, 0, true, true)]
    public void WhatChildrenNeedIsTakenFromTheRow(string row, long updatedAt, long lastMessage, bool hasNotes, bool hasRatings) => Assert.Equal(
        new ChangedConversation(7, updatedAt, lastMessage, hasNotes, hasRatings, isUndated: updatedAt == WindowStart),
        ChangedConversation.Of(Encoding.UTF8.GetBytes(row), WindowStart, out _));

    [Theory]
    [InlineData("""{"id":7,"requester_id":"5d2f6a58-0c1e-4b7a-9a57-0d7c6a5d1f11"}""", "5d2f6a58-0c1e-4b7a-9a57-0d7c6a5d1f11")]
    [InlineData("""{"id":7,"requester_id":null}""", "00000000-0000-0000-0000-000000000000")]
    [InlineData("""{"id":7,"requester_id":"x"}""", "00000000-0000-0000-0000-000000000000")]
    public void TheRequesterIsTaken(string row, string requester)
    {
        ChangedConversation.Of(Encoding.UTF8.GetBytes(row), 0, out var found);
        Assert.Equal(Guid.Parse(requester), found);
    }

    [Theory]
    [InlineData("{\"updated_at\":5}")]
    [InlineData("{\"id\":null}")]
    [InlineData("{\"id\":\"seven\"}")]
    public void ARowWithoutAnIdHasNothingToAskFor(string row) => Assert.Null(ChangedConversation.Of(Encoding.UTF8.GetBytes(row), 0, out _));
}
