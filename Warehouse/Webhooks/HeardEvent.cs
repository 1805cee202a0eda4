namespace Dixa.Warehouse.Webhooks;

/// <summary>An event that waits for the run that reads what it tells of.</summary>
/// <param name="Streams">The streams that it can have changed.</param>
/// <param name="Witness">The stream of which a row as late as the event shows that it can be read.</param>
/// <param name="At">When it happened, by Dixa's clock.</param>
/// <param name="RangAt">When it rang, or when a run had read and not found it.</param>
/// <param name="Reads">How many runs have read and not found it.</param>
public readonly record struct HeardEvent(IReadOnlyList<string> Streams, string Witness, DateTimeOffset At, DateTimeOffset RangAt, int Reads);
