using System.Globalization;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Stores;

namespace Dixa.Warehouse.Commands;

/// <summary>Says how the last run went: what a container's health check asks, and people.</summary>
public static class StatusCommand
{
    /// <returns>1 if the last run that has ended failed, else 0: also where none has ended yet.</returns>
    public static int Run(CommandContext context)
    {
        using var store = StoreFactory.Create(context.ReadConfig());
        store.Open();
        var last = store.ReadLastRun();
        context.Log.Information("{Database:l}: {Last:l}", store.Description, Describe(last));
        return last?.Status == "failed" ? 1 : 0;
    }

    private static string Describe(LastRun? run) => run is null ? "no run has ended yet."
        : string.Create(CultureInfo.InvariantCulture, $"the last run began at {run.BeganAt:yyyy-MM-dd HH:mm:ss} UTC and {Verb(run.Status)} at {run.EndedAt:HH:mm:ss} with {run.Records:N0} records. {run.Error}").TrimEnd();

    private static string Verb(string status) => status == "stopped" ? "was stopped" : status;
}
