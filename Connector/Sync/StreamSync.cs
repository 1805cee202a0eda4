using System.Text.Json;
using Dixa.Connector.Configuration;
using Dixa.Connector.Dixa;
using Dixa.Connector.Json;
using Dixa.Connector.Protocol;
using Dixa.Connector.Streams;
using Serilog;

namespace Dixa.Connector.Sync;

/// <summary>What a stream has at hand while it is read.</summary>
public sealed record StreamSync
{
    public delegate bool Keep(in JsonRecord record);

    public required StreamDefinition Definition { get; init; }

    public required ConfiguredStream Configured { get; init; }

    /// <summary>What an earlier sync of this stream left; null for the first.</summary>
    public required JsonElement? State { get; init; }

    public required ConnectorConfig Config { get; init; }

    public required SyncPeriod Period { get; init; }

    public required DixaClient Client { get; init; }

    public required StreamOutput Output { get; init; }

    public required FetchMeter Meter { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Log { get; init; }

    /// <summary>Copies an answer's records to the output while they arrive.</summary>
    /// <param name="path">Where the answer has its array; nothing for a bare one.</param>
    /// <param name="keep">Whether to write a record.</param>
    /// <returns>The link to the next page, if the answer has one.</returns>
    /// <exception cref="JsonException">The answer is not whole. What was written of it stays written.</exception>
    public async ValueTask<string?> CopyRecordsAsync(
        Stream body,
        IReadOnlyList<string> path,
        Keep keep,
        CancellationToken cancellationToken)
    {
        using var reader = new JsonArrayReader(body, path, Definition.Keys);
        while (await reader.ReadMoreAsync(cancellationToken))
        {
            while (reader.TryRead(out var record))
            {
                if (keep(record))
                {
                    Output.AppendRecord(record.Json);
                    if (Output.IsFull)
                    {
                        await Output.FlushAsync(cancellationToken);
                    }
                }
            }
        }

        return reader.IsComplete ? reader.NextPage : throw new JsonException("the body ended before its JSON did");
    }

    /// <summary>An error that names this stream's state and says what is wrong with it.</summary>
    public ConnectorException StateError(string what) => new(
        FailureKind.Config,
        $"The state of the stream \"{Definition.Name}\" can't be used: {what}. Give the state of an earlier sync, or reset this stream to read it from the beginning.",
        State?.GetRawText());
}
