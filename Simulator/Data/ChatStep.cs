namespace Dixa.Simulator.Data;

/// <summary>A step of an automated chat: a question with its answer, or the chosen entry of a menu.</summary>
public sealed record ChatStep(string? Question, string? Answer, string? MenuText);
