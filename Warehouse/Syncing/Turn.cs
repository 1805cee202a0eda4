namespace Dixa.Warehouse.Syncing;

/// <summary>What a sync does next, and when.</summary>
/// <param name="At">Not before then.</param>
/// <param name="BeganBy">One of <see cref="RunBeginning"/>.</param>
public readonly record struct Turn(DateTimeOffset At, string BeganBy);
