using Dixa.Processes;
using Dixa.Warehouse;
using Dixa.Warehouse.Commands;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Syncing;
using Serilog;
using Serilog.Events;
using Spectre.Console;

if (CommandLine.TryParse(args, out var error) is not { } options)
{
    Console.Error.WriteLine($"dixa-warehouse: {error}\n\n{CommandLine.Usage}");
    return 2;
}

if (options.Command is "--help" or "--version")
{
    Console.Out.WriteLine(options.Command == "--help" ? CommandLine.Usage : typeof(CommandLine).Assembly.GetName().Version?.ToString(3));
    return 0;
}

var mask = new SecretMask();
var writer = new MessageWriter(Console.OpenStandardOutput(), mask);

// Longer than a source takes to stop: it still says its last states. A transaction that is under way then is undone.
using var signals = new StopSignals(TimeSpan.FromSeconds(4));
var environment = EnvironmentSettings.OfProcess();
var isDebug = options.Debug || environment.Value("LOG_LEVEL")?.ToUpperInvariant() is "DEBUG" or "TRACE";

// sync, views, serve and status speak to people; the others speak the protocol.
var isForPeople = options.Command is "sync" or "views" or "serve" or "status";
var screen = new SyncScreen(Console.IsOutputRedirected || Console.IsErrorRedirected ? null : AnsiConsole.Console, Console.Error, mask, TimeProvider.System);
using var log = new LoggerConfiguration()
    .MinimumLevel.Is(isDebug ? LogEventLevel.Debug : LogEventLevel.Information)
    .WriteTo.Sink(isForPeople ? screen : new AirbyteLogSink(writer))
    .CreateLogger();
var exitCode = Run(new CommandContext(options, writer, mask, log, environment, TimeProvider.System, signals.Token));
signals.Die();
return signals.ExitCode ?? (writer.Error is null ? exitCode : 1);

int Run(CommandContext context)
{
    try
    {
        return options.Command switch
        {
            "spec" => SpecCommand.Run(context),
            "check" => CheckCommand.Run(context),
            "sync" => SyncCommand.Run(context, screen),
            "views" => ViewsCommand.Run(context),
            "serve" => ServeCommand.Run(context),
            "status" => StatusCommand.Run(context),
            _ => WriteCommand.Run(context, Console.OpenStandardInput()),
        };
    }
#pragma warning disable CA1031 // The one place where everything that went wrong is reported.
    catch (Exception exception)
#pragma warning restore CA1031
    {
        if (isForPeople)
        {
            log.Error("{Failure:l}", exception is WarehouseException or StoreLostException ? exception.Message : exception.ToString());
        }
        else
        {
            writer.Failure(exception is StoreLostException ? WarehouseException.Transient(exception.Message, exception) : exception, context.Time.GetUtcNow());
        }

        return 1;
    }
}
