using Dixa.Connector;
using Dixa.Connector.Commands;
using Dixa.Connector.Protocol;
using Serilog;
using Serilog.Events;

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
using var signals = new StopSignals(time);
using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token, writer.Closed);
await using var log = new LoggerConfiguration()
    .MinimumLevel.Is(options.Debug || IsDebug(Environment.GetEnvironmentVariable("LOG_LEVEL")) ? LogEventLevel.Debug : LogEventLevel.Information)
    .WriteTo.Sink(new AirbyteLogSink(writer))
    .CreateLogger();
var context = new CommandContext(options, writer, mask, log, time, stop.Token);
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
    return signals.ExitCode ?? 1;
}
#pragma warning disable CA1031 // The one place where everything that went wrong is told.
catch (Exception exception)
#pragma warning restore CA1031
{
    log.Fatal(exception, "{Message:l}", exception.Message);
    writer.Post(Message.Error(exception, stream: null, time.GetUtcNow()));
    return 1;
}

static bool IsDebug(string? level) => level?.ToUpperInvariant() is "DEBUG" or "TRACE";
