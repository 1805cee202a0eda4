using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Messages;
using Serilog;

namespace Dixa.Warehouse.Commands;

/// <summary>What every command works with.</summary>
/// <param name="Stop">Cancelled when the process is asked to end.</param>
public sealed record CommandContext(
    CommandLine Options,
    MessageWriter Writer,
    SecretMask Mask,
    ILogger Log,
    EnvironmentSettings Environment,
    TimeProvider Time,
    CancellationToken Stop)
{
    /// <summary>Reads the settings, and sees to it that no message shows their secrets.</summary>
    public WarehouseConfig ReadConfig()
    {
        var config = WarehouseConfig.Parse(Options.Config is { } path ? ReadFile(path, "configuration") : null, Environment);
        Mask.Add(config.Secrets);
        foreach (var warning in config.Warnings)
        {
            Log.Warning("{Warning:l}", warning);
        }

        return config;
    }

    /// <summary>Reads a file that the command line names.</summary>
    /// <exception cref="WarehouseException">It can't be read.</exception>
    public static string ReadFile(string path, string what)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw WarehouseException.Configuration($"The {what} {path} can't be read: {exception.Message}", exception);
        }
    }
}
