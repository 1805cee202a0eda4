using System.ComponentModel.DataAnnotations;

namespace Dixa.Simulator.Control;

/// <summary>How many conversations a round of changes adds.</summary>
public sealed record ChangeOrder([property: Range(0, 100_000)] int Conversations = 20);
