namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary><c>dixa-warehouse sync</c>, which starts the source, and keeps the states in the database.</summary>
/// <param name="config">The file of its settings.</param>
public sealed class OneCommand(string config) : ISyncer
{
    /// <remarks>The database knows which lists were cut off, and begins a generation for each of the others.</remarks>
    public bool IsRetry => false;

    public Task<RunningSync> StartAsync(IReadOnlyDictionary<string, string> environment)
    {
        var process = Programs.Start(Programs.Warehouse, environment, "sync", "--config", config, "--source", Programs.Source);
        return Task.FromResult(new RunningSync(process, null, Programs.EndAsync(process)));
    }
}
