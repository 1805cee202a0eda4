namespace Dixa.Simulator.Demo;

/// <summary>A read that has ended well, and what it brought.</summary>
public sealed record ReadRun(CommandRun Command, ReadTally Tally);
