namespace Dixa.Simulator.Control;

/// <summary>How many conversations a round of changes adds.</summary>
public sealed record ChangeOrder(int Conversations = 20);
