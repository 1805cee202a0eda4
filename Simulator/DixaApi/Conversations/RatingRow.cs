using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi.Conversations;

public sealed record RatingRow(Rating Rating, Conversation Conversation);
