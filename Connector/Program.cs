using Dixa.Connector;
using Dixa.Connector.Commands;
using Dixa.Connector.Protocol;
using Serilog;
using Serilog.Events;

const int BrokenPipe = 32;

if (CommandLine.TryParse(args, out var error) is not { } options)
{
    Write(Console.Error, $"source-dixa: {error}\n\n{CommandLine.Usage}");
    return 2;
}

if (options.Command is "--help" or "--version")
{
    return TellUnwritten(Write(Console.Out, options.Command == "--help" ? CommandLine.Usage : ConnectorVersion.Current)) ? 1 : 0;
}

var time = SimulatedClock.FromEnvironment();
var mask = new SecretMask();
await using var writer = new MessageWriter(StandardOutput.Open(), mask);
using var signals = new StopSignals();
using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token, writer.Closed);

// Made when there is something to log: what goes well without it starts two milliseconds sooner.
var log = new Lazy<ILogger>(() => new LoggerConfiguration()
    .MinimumLevel.Is(options.Debug || IsDebug(Environment.GetEnvironmentVariable("LOG_LEVEL")) ? LogEventLevel.Debug : LogEventLevel.Information)
    .WriteTo.Sink(new AirbyteLogSink(writer))
    .CreateLogger());
var exitCode = await RunAsync(new CommandContext(options, writer, mask, log, time, stop.Token));
await writer.CompleteAsync();
return signals.ExitCode ?? (TellUnwritten(writer.Error) ? 1 : exitCode);

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
        log.Value.Fatal(exception, "{Message:l}", exception.Message);
        writer.Post(Message.Error(exception, stream: null, time.GetUtcNow()));
        return 1;
    }
}

// A reader that has gone wants to hear nothing more; a full disk is news.
static bool TellUnwritten(Exception? broken)
{
    if (broken is not null && broken.HResult != BrokenPipe)
    {
        Write(Console.Error, $"source-dixa: stdout can't be written: {broken.Message}");
    }

    return broken is not null;
}

// What a stream does not take is no reason to crash: the exit code is still to come.
static Exception? Write(TextWriter stream, string text)
{
    try
    {
        stream.WriteLine(text);
        return null;
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
    {
        return exception;
    }
}

static bool IsDebug(string? level) => level?.ToUpperInvariant() is "DEBUG" or "TRACE";
