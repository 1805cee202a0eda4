using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi;

/// <summary>A member of a team, who may be no agent any more.</summary>
public sealed record TeamMemberRow(Guid Id, Agent? Agent);
