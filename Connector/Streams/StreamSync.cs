using System.Text;
using System.Text.Json;
using Dixa.Connector.Api;
using Dixa.Connector.Configuration;
using Dixa.Connector.Json;
using Dixa.Connector.Output;
using Dixa.Connector.Protocol;
using Dixa.Connector.State;
using Serilog;

namespace Dixa.Connector.Streams;

/// <summary>What a stream has at hand while it is read.</summary>
public sealed record StreamSync(SyncScope Scope, StreamDefinition Definition, ConfiguredStream Configured, StreamOutput Output, RequestStatistics Statistics)
{
    private static readonly TimeSpan ShowEvery = TimeSpan.FromMinutes(5);

    /// <summary>What has been told already: the paths of violations. Answers that are read side by side share it.</summary>
    private readonly HashSet<string> _reported = [];

    /// <summary>Whether to write a record.</summary>
    public delegate bool Keep(in JsonRecord record);

    /// <summary>What an earlier sync of this stream left.</summary>
    public SavedState State { get; init; } = new(Definition.Name, Scope.State.Find(Configured.Descriptor, Definition.Alias))
    {
        IsIncremental = Configured.IsIncremental,
        CursorName = Definition.Cursor,
    };

    /// <summary>The cursor of a stream that has one.</summary>
    public StreamCursor Cursor => new(Definition.Cursor!, Definition.Kind.CursorForm);

    public ConnectorConfig Config => Scope.Config;

    public SyncPeriod Period => Scope.Period;

    public DixaClient Client => Scope.Client;

    public ChangedConversations Conversations => Scope.Conversations;

    public TimeProvider Time => Scope.Time;

    public ILogger Log => Scope.Log;

    /// <summary>Copies an answer's records to the output while they arrive.</summary>
    /// <returns>The link to the next page, if the answer has one.</returns>
    /// <exception cref="JsonException">The answer is not whole. What was written of it stays written.</exception>
    public async ValueTask<string?> CopyRecordsAsync(
        Stream body,
        RecordSelector place,
        Keep keep,
        AddedFields? added,
        CancellationToken cancellationToken)
    {
        using var reader = new JsonArrayReader(body, place, Definition.Keys, ReportViolation);
        while (await reader.ReadMoreAsync(cancellationToken))
        {
            while (reader.TryRead(out var record))
            {
                if (keep(record))
                {
                    Output.AppendRecord(record.Json, added is null ? default : added(record), record.Changes);
                    if (Output.IsFull)
                    {
                        await Output.FlushAsync(cancellationToken);
                    }
                }
            }
        }

        return reader.RequireWhole().NextPage;
    }

    /// <summary>A record's cursor; null when it is none, which is told once: such a record is written, but no state can vouch for its time.</summary>
    public long? CursorOf(in JsonRecord record)
    {
        var form = Definition.Kind.CursorForm;
        var cursor = form.OfRecord(record.Cursor);
        if (cursor is null && IsNews(Definition.Cursor!))
        {
            Log.Warning(
                "{Stream:l}: the \"{Cursor:l}\" of a record is not {Form:l} but {Value:l}. The record is written as it is, and so are others like it",
                Definition.Name,
                Definition.Cursor,
                form.Description,
                record.Cursor.IsEmpty ? "missing" : Encoding.UTF8.GetString(record.Cursor[..Math.Min(record.Cursor.Length, 40)]));
        }

        return cursor;
    }

    /// <summary>Tells once of a field that it holds what its schema does not allow.</summary>
    public void ReportViolation(SchemaType type, ReadOnlySpan<byte> value)
    {
        if (IsNews(type.Path))
        {
            Log.Warning(
                "{Stream:l}: the \"{Path:l}\" of a record is {Value:l}, which its schema does not allow. The record is written as it is, and so are others like it",
                Definition.Name,
                type.Path,
                type.Describe(value));
        }
    }

    /// <summary>Waits for work that runs beside this stream's own task, and meanwhile shows now and then that the stream is alive.</summary>
    public async Task<T> WhileAliveAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await work.WaitAsync(ShowEvery, Time, cancellationToken);
            }
            catch (TimeoutException) when (!work.IsCompleted)
            {
                Output.WriteHeartbeat();
                await Output.FlushAsync(cancellationToken);
            }
        }
    }

    /// <summary>Tells how many parents turned out to be deleted, if any did.</summary>
    public void LogSkipped(int skipped)
    {
        if (skipped > 0)
        {
            Log.Information("{Stream:l}: {Skipped} parents were deleted meanwhile and are skipped", Definition.Name, skipped);
        }
    }

    private bool IsNews(string path)
    {
        lock (_reported)
        {
            return _reported.Add(path);
        }
    }

    /// <summary>Warns of a state that lies ahead of the clock here: one of the two is wrong, and nobody else could notice.</summary>
    /// <param name="savedMs">The cursor of the state; null for none.</param>
    public void WarnOfFuture(long? savedMs)
    {
        if (savedMs is { } saved && saved > Time.GetUtcNow().ToUnixTimeMilliseconds())
        {
            Log.Warning(
                "{Stream:l}: its state says that everything before {Cursor:l} has been read, which is in the future. Set this machine's clock if it is wrong; else reset the stream, since what happens until then would not be read",
                Definition.Name,
                CursorForm.ToDateTime(saved));
        }
    }
}
