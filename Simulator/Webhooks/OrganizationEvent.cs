using System.Text.Json;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Webhooks;

/// <summary>Something that happened, before it is written for anybody.</summary>
/// <param name="Name">One of <see cref="EventNames.All"/>.</param>
/// <param name="AtMs">In epoch milliseconds.</param>
/// <param name="Conversation">What it happened to; null for what concerns no conversation.</param>
/// <param name="WriteMembers">Writes what its data have besides the conversation; null for nothing.</param>
public sealed record OrganizationEvent(string Name, long AtMs, Conversation? Conversation, Action<Utf8JsonWriter, Workspace>? WriteMembers = null);
