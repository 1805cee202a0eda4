using System.Globalization;
using Dixa.Simulator;
using Dixa.Simulator.Commands;

namespace Dixa.Connector.Control;

/// <summary>What the health check of the simulator's container runs.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task TheExitCodeSaysWhetherASimulatorAnswers()
    {
        string port;
        await using (var simulator = await SimulatorServer.StartAsync(new SimulatorOptions { Conversations = 1, EndUsers = 1, Months = 1 }, TimeProvider.System, TestContext.Current.CancellationToken))
        {
            port = simulator.Url.Port.ToString(CultureInfo.InvariantCulture);
            Assert.Equal(0, await HealthCommand.RunAsync(["--port", port]));
        }

        Assert.Equal(1, await HealthCommand.RunAsync(["--port", port]));
    }
}
