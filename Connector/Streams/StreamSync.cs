using System.Text.Json;
using Dixa.Connector.Api;
using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;
using Dixa.Connector.Output;
using Dixa.Connector.Protocol;
using Dixa.Connector.State;
using Serilog;

namespace Dixa.Connector.Streams;

/// <summary>Everything that reading a stream needs.</summary>
public sealed class StreamSync(SyncScope scope, StreamDefinition definition, ConfiguredStream configured, StreamOutput output, RequestStatistics statistics)
{
    private readonly StreamWarnings _warnings = new(definition, scope.Log);

    /// <summary>Whether to write a record.</summary>
    public delegate bool Keep(in JsonRecord record);

    public StreamDefinition Definition => definition;

    public ConfiguredStream Configured => configured;

    public StreamOutput Output => output;

    public RequestStatistics Statistics => statistics;

    /// <summary>What to look for in the stream's records, and which parts are written.</summary>
    public RecordShape Shape { get; } = definition.ShapeOf(configured.Columns);

    /// <summary>The state of an earlier sync.</summary>
    public SavedState State { get; private set; } = new(definition.Name, scope.State.Find(configured.Descriptor, definition.Alias))
    {
        IsIncremental = configured.IsIncremental,
        CursorName = definition.Cursor,
    };

    /// <summary>The cursor of a stream that has one.</summary>
    public StreamCursor Cursor => new(definition.Cursor!, definition.Kind.CursorForm);

    public ConnectorConfig Config => scope.Config;

    public SyncPeriod Period => scope.Period;

    public DixaClient Client => scope.Client;

    public ChangedConversations Conversations => scope.Conversations;

    public SharedReads Shared => scope.Shared;

    public TimeProvider Time => scope.Time;

    public ILogger Log => scope.Log;

    /// <summary>Checks the state, once, before the stream is read. A full refresh logs a warning and ignores a state that can't be used.</summary>
    /// <exception cref="ConnectorException">An incremental stream's state can't be used.</exception>
    public void CheckState()
    {
        try
        {
            if (State.Given is { ValueKind: not JsonValueKind.Object and var kind })
            {
                throw State.Error($"it is a JSON {kind}, not an object");
            }

            definition.Kind.CheckState(this);
        }
        catch (ConnectorException exception) when (!configured.IsIncremental)
        {
            Log.Warning("{Message:l}", exception.Message);
            State = State with { Given = null };
        }
    }

    /// <summary>Copies a response's records to the output while they arrive.</summary>
    /// <param name="keep">Whether a record belongs to what was asked for; null if all do.</param>
    /// <param name="written">The records that have been written already and are left out.</param>
    /// <returns>The link to the next page; null if there is none.</returns>
    /// <exception cref="JsonException">The response is incomplete. Records already written stay written.</exception>
    public async ValueTask<string?> CopyRecordsAsync(
        Stream body, RecordSelector selector, Keep? keep, AddedFields? added, WrittenRecords written, CancellationToken cancellationToken)
    {
        using var reader = CreateReader(body, selector);
        try
        {
            return await reader.ReadAllAsync(
                (in JsonRecord record) =>
                {
                    if (keep is not null && !keep(record))
                    {
                        return;
                    }

                    // Copied first and looked up second, so that the copying covers the wait for memory. Hardly any record is taken back.
                    written.Prefetch(record.Fingerprint);
                    var mark = output.Mark;
                    output.AppendRecord(record, added is null ? default : added(record));
                    if (!written.Add(record.Fingerprint))
                    {
                        output.TakeBack(mark);
                    }
                },
                cancellationToken,
                output);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Flushing stamps the records of the incomplete response with the current time. Of two versions of a row a destination keeps the later one.
            await output.FlushAsync(cancellationToken);
            throw;
        }
    }

    /// <summary>Creates a reader for the stream's records.</summary>
    public JsonArrayReader CreateReader(Stream body, RecordSelector selector) => new(body, selector, Shape, _warnings.ReportViolation);

    /// <summary>A record's cursor. Null if it is not valid, which is reported once.</summary>
    public long? CursorOf(in JsonRecord record)
    {
        var cursor = definition.Kind.CursorForm.OfRecord(record.Cursor);
        if (cursor is null)
        {
            _warnings.ReportCursor(record);
        }

        return cursor;
    }

    /// <summary>Logs how many parents had been deleted, if any.</summary>
    public void LogSkipped(int skipped)
    {
        if (skipped > 0)
        {
            Log.Information("{Stream:l}: {Skipped} parents were deleted meanwhile and are skipped", definition.Name, skipped);
        }
    }

    /// <summary>Warns of a state that is later than the local clock. One of them is wrong, and nothing else would show it.</summary>
    /// <param name="savedMs">The state's cursor; null for none.</param>
    public void WarnOfFuture(long? savedMs)
    {
        if (savedMs is { } saved && saved > Time.GetUtcNow().ToUnixTimeMilliseconds())
        {
            Log.Warning(
                "{Stream:l}: its state covers everything before {Cursor:l}, which is in the future. Correct this machine's clock if it is wrong; otherwise reset the stream, since rows until then would not be read",
                definition.Name,
                CursorForm.ToDateTime(saved));
        }
    }
}
