using Dixa.Connector;
using Dixa.Connector.Commands;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Output;
using Dixa.Shared;

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

var isDebug = options.Debug || Environment.GetEnvironmentVariable("LOG_LEVEL")?.ToUpperInvariant() is "DEBUG" or "TRACE";
// Progress goes to a terminal alone, and only while the messages go elsewhere: they would run through it.
var isWatched = options.Command == "read" && StandardOutput.IsErrorOpen && !Console.IsErrorRedirected && Console.IsOutputRedirected;
var runner = new CommandRunner(writer, mask, line => Write(Console.Error, line), time, isDebug) { Terminal = isWatched ? Console.Error : null };
var exitCode = await runner.RunAsync(options, stop.Token);
await writer.CompleteAsync();
signals.Die();
return signals.ExitCode ?? (ReportUnwritten(writer.Error) ? 1 : exitCode);

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
