namespace Dixa.Simulator.Demo;

/// <summary>A read that has ended well, and what it brought.</summary>
public sealed record ReadRun(CommandRun Command, ReadTally Tally)
{
    /// <summary>Requests for a stream; null where it isn't known which they are.</summary>
    public int? RequestsFor(CatalogStream stream) => StreamOrigins.Of(stream) is { } origin ? Command.Requests.Count(origin.Serves) : null;
}
