using System.Runtime.InteropServices;
using Dixa.Simulator;
using Dixa.Simulator.Commands;

namespace Dixa.Demo;

/// <summary>Runs the demo until its end, Ctrl-C or SIGTERM.</summary>
public static class DemoCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (args.Contains("--help"))
        {
            await Console.Out.WriteLineAsync(DemoArguments.Help);
            return 0;
        }

        try
        {
            return await RunAsync(DemoArguments.Parse(args));
        }
        catch (UsageException usage)
        {
            await Console.Error.WriteLineAsync($"{usage.Message}\ndixa-demo --help says what it understands.");
            return 2;
        }
    }

    private static async Task<int> RunAsync(DemoOptions options)
    {
        var exitCode = 0;
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, 130));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, 143));
        try
        {
            var clock = Demonstration.StartClock();
            var folder = OutputFolder.Create(options.Output, DateTimeOffset.Now);
            await using var simulator = await SimulatorServer.StartAsync(options.Simulator, clock, stop.Token);
            var demonstration = new Demonstration(simulator, clock, folder, DemoConsole.Create());
            var isWell = await demonstration.RunAsync(stop.Token);
            if (options.Serves)
            {
                await demonstration.ServeAsync(stop.Token);
            }

            return isWell ? 0 : 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("The demo was stopped; so was the connector.");
            return exitCode;
        }
        catch (Exception failure) when (failure is DemoException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The demo failed. {failure.Message}");
            return 1;
        }

        void Stop(PosixSignalContext signal, int code)
        {
            signal.Cancel = true;
            exitCode = code;
            stop.Cancel();
        }
    }
}
