using Dixa.Connector.Diagnostics;
using Dixa.Connector.Output;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Dixa.Connector.Commands;

/// <summary>Runs a command, from its options to its exit code. What belongs to a process, its descriptors and signals, is <c>Program</c>'s.</summary>
/// <param name="writer">Where the messages go. Who made it completes it.</param>
/// <param name="report">Writes a line for people: what is logged goes there when stdout is a file for people.</param>
public sealed class CommandRunner(MessageWriter writer, SecretMask mask, Action<string> report, TimeProvider time, bool isDebug)
{
    /// <inheritdoc cref="CommandContext.Terminal"/>
    public TextWriter? Terminal { get; init; }

    /// <param name="stop">Ends the command, which then has failed.</param>
    public async Task<int> RunAsync(CommandLine options, CancellationToken stop)
    {
        // Created on first use: a command that logs nothing starts two milliseconds sooner.
        var log = new Lazy<ILogger>(() => new LoggerConfiguration()
            .MinimumLevel.Is(isDebug ? LogEventLevel.Debug : LogEventLevel.Information)
            .WriteTo.Sink(Sink(options))
            .CreateLogger());
        try
        {
            return await RunAsync(new CommandContext(options, writer, mask, log, time, isDebug, stop) { Terminal = Terminal });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 1;
        }
#pragma warning disable CA1031 // The one place where every failure is reported.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.Value.Fatal(exception, "{Message:l}", exception.Message);
            if (!options.IsForPeople)
            {
                writer.Post(Message.Error(exception, [], time.GetUtcNow(), isDebug));
            }

            return 1;
        }
    }

    private static async Task<int> RunAsync(CommandContext context) => context.Options.Command switch
    {
        "spec" => SpecCommand.Run(context),
        "check" => await CheckCommand.RunAsync(context),
        "discover" => DiscoverCommand.Run(context),
        "state" => StateCommand.Run(context),
        _ => await ReadCommand.RunAsync(context),
    };

    private ILogEventSink Sink(CommandLine options) => options.IsForPeople
        ? new PlainLogSink(line => report($"source-dixa: {line}"), mask, isDebug)
        : new AirbyteLogSink(writer, isDebug);
}
