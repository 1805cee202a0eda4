using Dixa.Simulator.Access;

namespace Dixa.Simulator;

/// <summary>Something that can be read: its path, in the syntax of routes, and how it answers.</summary>
public sealed record Resource(Surface Surface, string Path, Func<ApiCall, Task> AnswerAsync)
{
    public IReadOnlyList<string> Methods { get; init; } = ["GET"];
}
