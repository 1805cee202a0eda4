using Dixa.Connector;
using Dixa.Connector.Commands;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Output;
using Dixa.Shared;
using Serilog;
using Serilog.Core;
using Serilog.Events;

const int BrokenPipe = 32;

if (!StandardOutput.IsOpen)
{
    Write(Console.Error, "source-dixa: stdout can't be written: it is closed");
    return 1;
}

var time = TimeProvider.System;
if (CommandLine.TryParse(args, out var error) is not { } options || !SimulatedClock.TryFromEnvironment(out time, out error))
{
    Write(Console.Error, $"source-dixa: {error}\nsource-dixa --help says what it understands.");
    return 2;
}

if (options.Command is "--help" or "--version")
{
    return ReportUnwritten(Write(Console.Out, options.Command == "--help" ? CommandLine.Usage : ConnectorVersion.Current)) ? 1 : 0;
}

var mask = new SecretMask();
await using var writer = new MessageWriter(StandardOutput.Open(), mask);
using var signals = new StopSignals(TimeSpan.FromSeconds(1.5));
using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token, writer.Closed);

// The log is created on first use: a command that logs nothing starts two milliseconds sooner.
var isDebug = options.Debug || Environment.GetEnvironmentVariable("LOG_LEVEL")?.ToUpperInvariant() is "DEBUG" or "TRACE";
ILogEventSink Sink() => options.IsForPeople
    ? new PlainLogSink(line => Write(Console.Error, $"source-dixa: {line}"), mask, isDebug)
    : new AirbyteLogSink(writer, isDebug);
var log = new Lazy<ILogger>(() => new LoggerConfiguration()
    .MinimumLevel.Is(isDebug ? LogEventLevel.Debug : LogEventLevel.Information)
    .WriteTo.Sink(Sink())
    .CreateLogger());
// Progress goes to a terminal alone, and only while the messages go elsewhere: they would run through it.
var isWatched = options.Command == "read" && StandardOutput.IsErrorOpen && !Console.IsErrorRedirected && Console.IsOutputRedirected;
var exitCode = await RunAsync(new CommandContext(options, writer, mask, log, time, isDebug, stop.Token) { Terminal = isWatched ? Console.Error : null });
await writer.CompleteAsync();
signals.Die();
return signals.ExitCode ?? (ReportUnwritten(writer.Error) ? 1 : exitCode);

async Task<int> RunAsync(CommandContext context)
{
    try
    {
        return options.Command switch
        {
            "spec" => SpecCommand.Run(context),
            "check" => await CheckCommand.RunAsync(context),
            "discover" => DiscoverCommand.Run(context),
            "state" => StateCommand.Run(context),
            _ => await ReadCommand.RunAsync(context),
        };
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

// A reader that has gone away needs no report; a full disk does.
static bool ReportUnwritten(Exception? broken)
{
    if (broken is not null && broken.HResult != BrokenPipe)
    {
        Write(Console.Error, $"source-dixa: stdout can't be written: {broken.Message}");
    }

    return broken is not null;
}

// A stream that can't be written is no reason to crash: the exit code still reports the failure.
static Exception? Write(TextWriter stream, string text)
{
    try
    {
        if (stream != Console.Error || StandardOutput.IsErrorOpen)
        {
            stream.WriteLine(text);
        }

        return null;
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
    {
        return exception;
    }
}
