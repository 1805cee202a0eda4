using Dixa.Connector.Api;
using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Output;
using Dixa.Connector.Protocol;
using Dixa.Connector.State;
using Serilog;

namespace Dixa.Connector.Streams;

/// <summary>What all streams of a sync share.</summary>
public sealed record SyncScope(
    ConnectorConfig Config,
    SyncPeriod Period,
    InputState State,
    DixaClient Client,
    MessageWriter Writer,
    SecretMask Mask,
    TimeProvider Time,
    ILogger Log)
{
    public ChangedConversations Conversations { get; } = new(Client, Config, Period, Time, Log);

    public SharedReads Shared { get; } = new();
}
