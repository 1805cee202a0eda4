using Dixa.Warehouse.Pages.Serving;

namespace Dixa.Warehouse.Commands;

/// <summary>Serves the page with the numbers, until it is told to stop.</summary>
public static class ServeCommand
{
    public static int Run(CommandContext context)
    {
        using var server = PageServer.Start(new PageServerOptions(context.Options.Listen ?? PageServerOptions.DefaultAddress), context.ReadConfig(), context.Time, context.Log, context.Stop);
        context.Log.Information("The page is at {Addresses:l}.", string.Join(", ", server.Addresses.Select(address => $"{address}/")));
        context.Stop.WaitHandle.WaitOne();
        return 0;
    }
}
