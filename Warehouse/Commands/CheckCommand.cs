using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Stores;

namespace Dixa.Warehouse.Commands;

/// <summary>Tries the database: connects, makes a table, writes to it, reads it back and drops it.</summary>
public static class CheckCommand
{
    public static int Run(CommandContext context)
    {
        try
        {
            using var store = StoreFactory.Create(context.ReadConfig());
            store.Open();
            store.Probe();
            context.Writer.ConnectionStatus(true, $"{store.Description} can be written to.");
        }
        catch (Exception exception) when (exception is WarehouseException { Kind: not FailureKind.System } or StoreLostException)
        {
            context.Writer.ConnectionStatus(false, exception.Message);
        }

        return 0;
    }
}
