using System.Runtime.InteropServices;
using Dixa.Simulator.Recording;

namespace Dixa.Simulator.Commands;

/// <summary>A command that runs until Ctrl-C or SIGTERM: its help, its end, and the failures that are told in a line.</summary>
public static class ServerCommand
{
    /// <param name="run">Runs until its argument is done.</param>
    /// <returns>The exit code: that of <paramref name="run"/>, 1 after a failure.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, string help, Func<Task, Task<int>> run)
    {
        if (args.Contains("--help"))
        {
            await Console.Out.WriteLineAsync(help);
            return 0;
        }

        var stopped = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return await run(stopped.Task);
        }
        catch (Exception failure) when (failure is IOException or RecordingException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopped.TrySetResult();
        }
    }
}
