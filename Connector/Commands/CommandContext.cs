using Dixa.Connector.Diagnostics;
using Dixa.Connector.Output;
using Serilog;

namespace Dixa.Connector.Commands;

/// <summary>What every command works with.</summary>
/// <param name="LazyLog">Made when something is logged.</param>
/// <param name="IsDebug">Whether more is told than people want to know.</param>
/// <param name="Stop">Cancelled when the process is asked to end, or nobody reads its output any more.</param>
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
}
