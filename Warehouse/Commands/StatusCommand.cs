using System.Globalization;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Stores;

namespace Dixa.Warehouse.Commands;

/// <summary>Prints how the last run went: what a container's health check asks, and people.</summary>
public static class StatusCommand
{
    /// <returns>1 if the last run failed or was killed, else 0: also while the first one goes on.</returns>
    public static int Run(CommandContext context, TextWriter output)
    {
        using var store = StoreFactory.Create(context.ReadConfig());
        store.Open();
        var (last, cutOff) = (store.ReadLastRun(), CutOff(store));
        output.WriteLine(context.Mask.Apply($"{store.Description}: {(cutOff is { } began ? Describe(began) : Describe(last))}"));
        return cutOff is not null || last?.Status == "failed" ? 1 : 0;
    }

    /// <summary>When a sync began that was killed: its row has no end, and nobody holds its lock.</summary>
    private static DateTimeOffset? CutOff(IStore store) => store.ReadUnendedSync() is not null && store.TryLock("sync", TimeSpan.Zero) ? store.ReadUnendedSync() : null;

    private static string Describe(DateTimeOffset began) => string.Create(CultureInfo.InvariantCulture, $"the last run began at {began:yyyy-MM-dd HH:mm:ss} UTC. {RunEnd.WithoutAWord}");

    private static string Describe(LastRun? run) => run is null ? "no run has ended yet."
        : string.Create(CultureInfo.InvariantCulture, $"the last run began at {run.BeganAt:yyyy-MM-dd HH:mm:ss} UTC and {Verb(run.Status)} at {run.EndedAt:HH:mm:ss} with {run.Records:N0} records. {run.Error}").TrimEnd();

    private static string Verb(string status) => status == "stopped" ? "was stopped" : status;
}
