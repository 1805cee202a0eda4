using System.Text.Json;
using Dixa.Connector.Faults.Source;
using Dixa.Connector.Streams;
using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>Holds the states that are committed against the tables: the rows that a state covers are there.</summary>
public sealed class StateAudit(Database database, SourceHistory history, TableAudit tables)
{
    private const long LookbackMs = 3_600_000;

    private readonly Dictionary<string, IReadOnlyList<SourceRow>> _refreshed = [];
    private Dictionary<string, Stored> _before = [];
    private bool _isRetry;

    /// <summary>How many states were checked.</summary>
    public int States { get; private set; }

    /// <summary>Whether a refresh goes on that began before the last change: what it brings need not be what there is now.</summary>
    public bool IsResuming => _before.Any(each => each.Value.IsRefreshing && _refreshed[each.Key] != history.RowsOf(each.Key));

    /// <summary>Notes what a sync begins with.</summary>
    /// <param name="isRetry">Whether it is a platform's next attempt. A list that was whole before it is read again then, in the same generation, so that what has gone meanwhile stays until the next one.</param>
    public void Begin(bool isRetry)
    {
        _isRetry = isRetry;
        _before = Read();
        foreach (var stream in history.Streams.Where(stream => !(_before.TryGetValue(stream.Name, out var stored) && stored.IsRefreshing)))
        {
            _refreshed[stream.Name] = history.RowsOf(stream.Name);
        }
    }

    /// <summary>What a committed state covers and is not there; null for nothing.</summary>
    public string? Check(DateTimeOffset now)
    {
        foreach (var (name, stored) in Read().Where(each => each.Value.State is not null))
        {
            var stream = StreamRegistry.Find(name)!;
            using var document = JsonDocument.Parse(stored.State!);
            var state = document.RootElement.GetProperty("stream").GetProperty("stream_state");
            var difference = stream.Cursor is null ? CheckRefresh(stream, stored, state) : CheckCursor(stream, state, now);
            States++;
            if (difference is not null)
            {
                return $"the state of {name} is {state.GetRawText()}, but {difference}";
            }
        }

        return null;
    }

    private string? CheckCursor(StreamDefinition stream, JsonElement state, DateTimeOffset now)
    {
        var coverage = new StateCoverage(history.RowsOf(stream.Name), stream.Cursor, CursorBefore(stream), LookbackMs, now.ToUnixTimeMilliseconds());
        var covered = coverage.Of(state).ToList();

        // A row of several conversations, such as a customer's, is covered in its last version only where all of them are.
        var open = history.RowsOf(stream.Name).Except(covered).Select(row => row.Key).ToHashSet();
        return tables.Check(stream, covered.Where(row => !open.Contains(row.Key)), tables.Read(stream));
    }

    private string? CheckRefresh(StreamDefinition stream, Stored stored, JsonElement state)
    {
        if (state.TryGetProperty("__ab_full_refresh_sync_complete", out _))
        {
            var isOfNow = _refreshed[stream.Name] == history.RowsOf(stream.Name);
            return !_isRetry && isOfNow && !stored.IsRefreshing && stored.CompletedAt is not null && stored.CompletedAt != _before.GetValueOrDefault(stream.Name)?.CompletedAt ? tables.CheckWhole(stream) : null;
        }

        var there = tables.Read(stream);
        // An agent may have left a team before a refresh that was cut off had come to it.
        var still = history.RowsOf(stream.Name).Select(row => row.Key).ToHashSet();
        var missing = new StateCoverage(_refreshed[stream.Name], null, null, 0, 0).Of(state).FirstOrDefault(row => !row.IsOptional && still.Contains(row.Key) && !there.ContainsKey(row.Key));
        return missing is null ? null : $"row {missing.Key} is missing";
    }

    private long? CursorBefore(StreamDefinition stream)
    {
        if (_before.GetValueOrDefault(stream.Name)?.State is not { } text)
        {
            return null;
        }

        using var document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty("stream").GetProperty("stream_state").TryGetProperty(stream.Cursor!, out var value) ? SourceReader.Time(value) : null;
    }

    private Dictionary<string, Stored> Read()
    {
        var exists = database.Query(database.IsPostgres
            ? $"SELECT tablename FROM pg_tables WHERE schemaname = '{database.Schema}' AND tablename = '_sync_streams'"
            : "SELECT name FROM sqlite_master WHERE name = '_sync_streams'").Count > 0;
        return exists
            ? database.Query($"SELECT name, is_refreshing, coalesce(CAST(completed_at AS text), ''), coalesce(state, '') FROM {database.Name("_sync_streams")}")
                .Select(row => row.Split('|', 4)).ToDictionary(row => row[0], row => new Stored(row[1] == "1", row[2].Length > 0 ? row[2] : null, row[3].Length > 0 ? row[3] : null))
            : [];
    }

    private sealed record Stored(bool IsRefreshing, string? CompletedAt, string? State);
}
