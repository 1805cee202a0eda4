using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Views;

namespace Dixa.Warehouse.Commands;

/// <summary>Makes the views, or brings them up to date with what the tables have.</summary>
public static class ViewsCommand
{
    /// <summary>How long a sync is waited for.</summary>
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(30);

    public static int Run(CommandContext context)
    {
        var config = context.ReadConfig();
        using var store = StoreFactory.Create(config);
        store.Open();
        if (!store.TryLock("sync", LockWait))
        {
            throw WarehouseException.Transient($"A sync of {store.Description} is running. It refreshes the views itself when it has ended.");
        }

        return ViewRefresher.Run(config, context.Log, context.Time) ? 0
            : throw WarehouseException.Configuration($"{store.Description} has no table conversations with the columns id and created_at, so there is nothing to make views of: run sync first, or name the schema that the tables are in.");
    }
}
