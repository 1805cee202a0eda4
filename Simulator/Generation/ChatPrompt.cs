namespace Dixa.Simulator.Generation;

public sealed record ChatPrompt(string Question, string Answer);
