namespace Dixa.Simulator.Data;

public sealed record QueueMember(Guid AgentId, int? Priority);
