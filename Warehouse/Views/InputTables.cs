using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Views.Inputs;

namespace Dixa.Warehouse.Views;

/// <summary>The tables of the streams that the views read, as they are now; null for a stream that was never read.</summary>
public sealed class InputTables
{
    /// <summary>The streams that rows of conversations are computed from.</summary>
    private static readonly InputStream[] OfConversations = [InputStream.Conversations, InputStream.Messages, InputStream.Activities];

    private readonly ViewDatabase _database;
    private readonly Dictionary<InputStream, InputTable?> _tables;
    private readonly bool _hasBookmarks;

    public InputTables(ViewDatabase database)
    {
        _database = database;
        _hasBookmarks = database.HasTable("_sync_streams");
        _tables = InputStream.All.ToDictionary(input => input, Find);
    }

    /// <summary>Whether there is anything that the views could be of.</summary>
    public bool IsDixa => _tables[InputStream.Conversations] is { } table && table.Find("id") is not null && table.Find("created_at") is not null;

    public bool Has(InputStream input) => _tables[input] is not null;

    /// <summary>What is not there because a stream was never read, as sentences.</summary>
    public IEnumerable<string> Lacks()
    {
        if (!Has(InputStream.Messages))
        {
            yield return "The stream messages was never read: replies and first responses are NULL.";
        }

        if (!Has(InputStream.Activities))
        {
            yield return "The stream activity_logs was never read: reopenings, transfers and assignments are NULL.";
        }

        if (!Has(InputStream.Schedules))
        {
            yield return "The stream business_hours_schedules was never read: business hours are NULL.";
        }
    }

    /// <summary>Shows each stream as the views want it, until that is taken away.</summary>
    public void MakeViews()
    {
        foreach (var (input, table) in _tables)
        {
            _database.Execute($"CREATE TEMP VIEW {input.View} AS {InputView.Query(input, table, _database.Inputs)}");
        }
    }

    /// <summary>Takes it away: a connection that is pooled somewhere lasts longer than this.</summary>
    public void DropViews() => _database.Execute(_tables.Keys.Select(input => $"DROP VIEW {input.View}"));

    /// <summary>Whether the tables tell which of their rows are new.</summary>
    public bool TellChanges => OfConversations.All(input => _tables[input] is not { TellsChanges: false });

    /// <summary>What has to be the same for the rows of conversations to be what they were: the tables, their columns, and which refreshes they are of.</summary>
    public string Describe() => string.Join('\n', OfConversations.Select(input => _tables[input] is { } table
        ? $"{table.Name} {table.IsUnique} {string.Join(',', table.Columns.Select(column => $"{column.Name}:{column.StoredType}"))} {Refresh(input)}"
        : $"no {input.Stream}"));

    /// <summary>When rows were last committed, in epoch milliseconds; null where nobody notes it.</summary>
    public long? CommittedMs() => _hasBookmarks
        ? _database.Query($"SELECT committed_at FROM _sync_streams WHERE namespace = '' AND name IN ({SqlText.List(OfConversations.Select(input => ViewDatabase.Literal(input.Stream)))}) AND committed_at IS NOT NULL")
            .Max(row => row[0] is { } time ? (long?)ToMs(time) : null)
        : null;

    /// <summary>The conversations of rows that were written since a time.</summary>
    public IEnumerable<string> Changed(DateTimeOffset since) =>
        new[] { (InputStream.Conversations, "id"), (InputStream.Messages, "conversation_id"), (InputStream.Activities, "conversation_id") }
            .Select(each => InputView.Changed(each.Item1, each.Item2, _tables[each.Item1], _database.Literal(since), _database.Inputs)).OfType<string>();

    private static long ToMs(object time) => time switch
    {
        DateTime moment => new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)).ToUnixTimeMilliseconds(),
        _ => DateTimeOffset.Parse((string)time, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(),
    };

    private InputTable? Find(InputStream input)
    {
        var named = _hasBookmarks ? _database.Scalar($"SELECT table_name FROM _sync_streams WHERE namespace = '' AND name = {ViewDatabase.Literal(input.Stream)}") as string : null;
        return _database.FindTable(named ?? input.Stream, input.Key);
    }

    /// <summary>The last refresh of a stream, and whether it is complete: until then rows of the one before are there too.</summary>
    private string Refresh(InputStream input) => _hasBookmarks
        && _database.Query($"SELECT generation, is_refreshing FROM _sync_streams WHERE namespace = '' AND name = {ViewDatabase.Literal(input.Stream)}") is [[var generation, var isRefreshing], ..]
            ? $"{generation} {isRefreshing}"
            : "";
}
