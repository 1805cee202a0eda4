using Dixa.Connector.Diagnostics;
using Dixa.Connector.Output;
using Serilog;

namespace Dixa.Connector.Commands;

/// <summary>What every command needs.</summary>
/// <param name="LazyLog">The log, created on first use.</param>
/// <param name="IsDebug">Whether to log details for developers.</param>
/// <param name="Stop">Cancelled when the process is asked to stop, or its output has lost its reader.</param>
public sealed record CommandContext(
    CommandLine Options,
    MessageWriter Writer,
    SecretMask Mask,
    Lazy<ILogger> LazyLog,
    TimeProvider Time,
    bool IsDebug,
    CancellationToken Stop)
{
    public ILogger Log => LazyLog.Value;

    /// <summary>Where people watch how far a read is; null where nobody does.</summary>
    public TextWriter? Terminal { get; init; }
}
