using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi.Conversations;

public sealed record NoteRow(Note Note, Conversation Conversation);
