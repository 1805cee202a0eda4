using Dixa.Warehouse.Configuration;
using Serilog;

namespace Dixa.Warehouse.Views;

/// <summary>Refreshes the views of the database that the settings name, and says how that went.</summary>
public static class ViewRefresher
{
    /// <summary>Carries it out. The caller sees to it that no sync writes meanwhile.</summary>
    /// <returns>Whether there was anything to make views of.</returns>
    /// <exception cref="WarehouseException">The database refuses, or a setting is wrong.</exception>
    /// <exception cref="Stores.StoreLostException">The connection is gone.</exception>
    public static bool Run(WarehouseConfig config, ILogger log, TimeProvider time)
    {
        var begun = time.GetTimestamp();
        using var database = StoreFactory.Views(config);
        if (new ViewRefresh(database, config.Views, time.GetUtcNow()).Run() is not { } report)
        {
            return false;
        }

        foreach (var warning in report.Warnings)
        {
            log.Warning("{Warning:l}", warning);
        }

        log.Information("{Report:l}", report.Describe(time.GetElapsedTime(begun)));
        return true;
    }
}
