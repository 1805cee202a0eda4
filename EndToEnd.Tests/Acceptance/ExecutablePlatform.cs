using System.Diagnostics;
using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Commands;

namespace Dixa.Connector.Acceptance;

/// <summary>The published executable, beside a simulator in this process.</summary>
public sealed class ExecutablePlatform : IPlatform
{
    private SimulatorServer? _simulator;

    public Uri DixaUrl => _simulator!.Url;

    public HttpClient Control { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorServer.StartAsync(ServeArguments.Parse([.. IPlatform.SimulatorOptions, "--port", "0"]));
        Control.BaseAddress = _simulator.Url;
    }

    public async Task<Run> RunAsync(string script)
    {
        var folder = Directory.CreateTempSubdirectory("source-dixa-test");
        try
        {
            using var shell = new RunningProcess(Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["AIRBYTE_ENTRYPOINT"] = SourceDixa.Executable },
            })!);
            return await shell.EndAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        await (_simulator?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
