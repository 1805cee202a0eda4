using Dixa.Shared;
using Dixa.Warehouse;
using Dixa.Warehouse.Commands;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Syncing;
using Serilog;
using Serilog.Events;
using Spectre.Console;

var environment = EnvironmentSettings.OfProcess();
TimeProvider time = TimeProvider.System;
if (CommandLine.TryParse(args, out var error) is not { } options || !SimulatedTime.TryParse(environment.Variable(SimulatedTime.Variable), out time, out error))
{
    Console.Error.WriteLine($"dixa-warehouse: {error}\ndixa-warehouse --help says what it understands.");
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
using var signals = new StopSignals(TimeSpan.FromSeconds(4)) { BeforeForcedEnd = SourceProcess.KillAll };
var isDebug = options.Debug || environment.Value("LOG_LEVEL")?.ToUpperInvariant() is "DEBUG" or "TRACE";

var screen = new SyncScreen(Console.IsOutputRedirected || Console.IsErrorRedirected ? null : AnsiConsole.Console, Console.Error, mask, TimeProvider.System);
using var log = new LoggerConfiguration()
    .MinimumLevel.Is(isDebug ? LogEventLevel.Debug : LogEventLevel.Information)
    .WriteTo.Sink(CommandRunner.IsForPeople(options.Command) ? screen : new AirbyteLogSink(writer))
    .CreateLogger();
if (time is SimulatedTime)
{
    log.Warning("{Variable:l} is set: the clock is a simulated one, for simulators only.", SimulatedTime.Variable);
}

var runner = new CommandRunner(screen, Console.OpenStandardInput, () => Console.Out);
var exitCode = runner.Run(new CommandContext(options, writer, mask, log, environment, time, signals.Token));
signals.Die();
return signals.ExitCode ?? (writer.Error is null ? exitCode : 1);
