namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>Brings a source into a database, one way or another.</summary>
public interface ISyncer
{
    /// <summary>Whether the next sync's lists go on where one stopped that was cut off; null where the database itself knows.</summary>
    bool? GoesOn { get; }

    Task<RunningSync> StartAsync(IReadOnlyDictionary<string, string> environment);
}
