using Dixa.Connector;
using Dixa.Probe.Commands;
using Dixa.Shared;

if (ProbeArguments.TryParse(args, out var error) is not { } arguments || !SimulatedClock.TryFromEnvironment(out var time, out error))
{
    await Console.Error.WriteLineAsync($"dixa-probe: {error}\ndixa-probe --help says what it understands.");
    return 2;
}

if (arguments.Word is { } word)
{
    await Console.Out.WriteLineAsync(word == "--help" ? ProbeArguments.Help : ConnectorVersion.Current);
    return 0;
}

using var signals = new StopSignals(TimeSpan.FromSeconds(5));
var command = new ProbeCommand(Environment.GetEnvironmentVariable, Console.Out, Console.Error, time, isWatched: !Console.IsErrorRedirected);
var exitCode = await command.RunAsync(arguments, signals.Token);
signals.Die();
return signals.ExitCode ?? exitCode;
