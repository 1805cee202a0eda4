using Dixa.Connector;
using Dixa.Connector.Commands;
using Dixa.Connector.Protocol;
using Serilog;
using Serilog.Events;

const int BrokenPipe = 32;

if (CommandLine.TryParse(args, out var error) is not { } options)
{
    await Console.Error.WriteLineAsync($"source-dixa: {error}\n\n{CommandLine.Usage}");
    return 2;
}

if (options.Command is "--help" or "--version")
{
    await Console.Out.WriteLineAsync(options.Command == "--help" ? CommandLine.Usage : ConnectorVersion.Current);
    return 0;
}

var time = SimulatedClock.FromEnvironment();
var mask = new SecretMask();
await using var writer = new MessageWriter(StandardOutput.Open(), mask);
using var signals = new StopSignals();
using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token, writer.Closed);
await using var log = new LoggerConfiguration()
    .MinimumLevel.Is(options.Debug || IsDebug(Environment.GetEnvironmentVariable("LOG_LEVEL")) ? LogEventLevel.Debug : LogEventLevel.Information)
    .WriteTo.Sink(new AirbyteLogSink(writer))
    .CreateLogger();
var exitCode = await RunAsync(new CommandContext(options, writer, mask, log, time, stop.Token));
await writer.CompleteAsync();
if (writer.Error is { } broken)
{
    // A reader that has gone wants to hear nothing more; a full disk is news.
    await Console.Error.WriteAsync(broken.HResult == BrokenPipe ? "" : $"source-dixa: stdout can't be written: {broken.Message}\n");
    exitCode = 1;
}

return signals.ExitCode ?? exitCode;

async Task<int> RunAsync(CommandContext context)
{
    try
    {
        return options.Command switch
        {
            "spec" => SpecCommand.Run(context),
            "check" => await CheckCommand.RunAsync(context),
            "discover" => DiscoverCommand.Run(context),
            _ => await ReadCommand.RunAsync(context),
        };
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        return 1;
    }
#pragma warning disable CA1031 // The one place where everything that went wrong is told.
    catch (Exception exception)
#pragma warning restore CA1031
    {
        log.Fatal(exception, "{Message:l}", exception.Message);
        writer.Post(Message.Error(exception, stream: null, time.GetUtcNow()));
        return 1;
    }
}

static bool IsDebug(string? level) => level?.ToUpperInvariant() is "DEBUG" or "TRACE";
