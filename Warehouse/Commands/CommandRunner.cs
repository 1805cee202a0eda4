using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Syncing;

namespace Dixa.Warehouse.Commands;

/// <summary>Runs a command, from what it works with to its exit code. What belongs to a process, its descriptors and signals, is <c>Program</c>'s.</summary>
/// <param name="screen">Where people see how a sync goes on.</param>
/// <param name="input">Opens what <c>write</c> reads.</param>
/// <param name="output">Opens what the commands for people say their result to.</param>
public sealed class CommandRunner(SyncScreen screen, Func<Stream> input, Func<TextWriter> output)
{
    /// <summary>Whether a command speaks to people; the others speak the protocol.</summary>
    public static bool IsForPeople(string command) => command is "sync" or "views" or "serve" or "status" or "webhook";

    public int Run(CommandContext context)
    {
        try
        {
            return context.Options.Command switch
            {
                "spec" => SpecCommand.Run(context),
                "check" => CheckCommand.Run(context),
                "sync" => SyncCommand.Run(context, screen),
                "views" => ViewsCommand.Run(context),
                "serve" => ServeCommand.Run(context),
                "status" => StatusCommand.Run(context, output()),
                "webhook" => new WebhookCommand(context, output()).RunAsync().GetAwaiter().GetResult(),
                _ => WriteCommand.Run(context, input()),
            };
        }
#pragma warning disable CA1031 // The one place where everything that went wrong is reported.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (IsForPeople(context.Options.Command))
            {
                context.Log.Error("{Failure:l}", exception is WarehouseException or StoreLostException ? exception.Message : exception.ToString());
            }
            else
            {
                context.Writer.Failure(exception is StoreLostException ? WarehouseException.Transient(exception.Message, exception) : exception, context.Time.GetUtcNow());
            }

            return 1;
        }
    }
}
