namespace Dixa.Warehouse.Stores.Sqlite;

/// <summary>A turn that was taken; it ends when this is disposed of.</summary>
public readonly struct WriteTurn(WriteTurns turns) : IDisposable
{
    public void Dispose() => turns.Release();
}
