namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>Brings a source into a database, one way or another.</summary>
public interface ISyncer
{
    /// <summary>Whether the next sync is another attempt at the last one, in the same generation.</summary>
    bool IsRetry { get; }

    Task<RunningSync> StartAsync(IReadOnlyDictionary<string, string> environment);
}
