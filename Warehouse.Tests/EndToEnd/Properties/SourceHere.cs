using Dixa.Connector.Commands;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Output;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>The source in the tests' own process.</summary>
public static class SourceHere
{
    /// <returns>The exit code, and the lines that it wrote.</returns>
    public static async Task<(int Code, byte[] Messages)> RunAsync(TimeProvider time, CancellationToken stop, params string[] arguments)
    {
        var options = CommandLine.TryParse(arguments, out var error);
        Assert.True(options is not null, error);
        var mask = new SecretMask();
        using var messages = new MemoryStream();
        await using var writer = new MessageWriter(messages, mask);
        var code = await new CommandRunner(writer, mask, _ => { }, time, isDebug: false).RunAsync(options, stop);
        await writer.CompleteAsync();
        return (code, messages.ToArray());
    }
}
