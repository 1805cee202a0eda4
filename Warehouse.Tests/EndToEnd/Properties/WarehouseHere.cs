using System.Globalization;
using Dixa.Warehouse.Commands;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Syncing;
using Serilog;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>The warehouse in the tests' own process, where a run that nobody ends takes a third of the processor time.</summary>
public static class WarehouseHere
{
    /// <param name="input">What <c>write</c> reads.</param>
    /// <param name="messages">Where messages go.</param>
    /// <returns>The exit code, and what was said to people.</returns>
    public static (int Code, string Said) Run(Stream input, Stream messages, CancellationToken stop, params string[] arguments)
    {
        var options = CommandLine.TryParse(arguments, out var error);
        Assert.True(options is not null, error);
        var mask = new SecretMask();
        var writer = new MessageWriter(messages, mask);
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        var screen = new SyncScreen(null, TextWriter.Synchronized(said), mask, TimeProvider.System);
        using var log = new LoggerConfiguration().WriteTo.Sink(CommandRunner.IsForPeople(options.Command) ? screen : new AirbyteLogSink(writer)).CreateLogger();
        var context = new CommandContext(options, writer, mask, log, new EnvironmentSettings(new Dictionary<string, string>()), TimeProvider.System, stop);
        return (new CommandRunner(screen, () => input, () => said).Run(context), said.ToString());
    }
}
