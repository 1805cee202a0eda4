namespace Dixa.Warehouse.Stores;

/// <summary>Names a run in <c>_sync_runs</c>.</summary>
public readonly record struct RunId(string Value)
{
    /// <summary>A new one; later ones sort behind.</summary>
    public static RunId New(DateTimeOffset now) => new(Guid.CreateVersion7(now).ToString());

    public override string ToString() => Value;
}
