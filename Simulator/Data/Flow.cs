namespace Dixa.Simulator.Data;

/// <summary>What happens to the conversations that come in at a contact endpoint.</summary>
public sealed record Flow(Guid Id, string Name, Channel Channel, string ContactEndpointId) : IIdentified;
