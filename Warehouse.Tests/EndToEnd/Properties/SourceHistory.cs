using System.Text.Json.Nodes;
using Dixa.Connector.Faults.Source;
using Dixa.Connector.Streams;
using Dixa.Simulator;
using Dixa.Simulator.Access;

namespace Dixa.Warehouse.EndToEnd.Properties;

/// <summary>What the simulated organisation has shown, sync by sync: by its own objects and by its API, and not by the connector.</summary>
public sealed class SourceHistory : IDisposable
{
    /// <summary>A token of our own, which takes nothing from the connector's limits.</summary>
    private const string Auditor = "auditor";

    private readonly SimulatorServer _simulator;
    private readonly IReadOnlyList<StreamDefinition> _streams;
    private readonly HttpClient _http;
    private readonly SourceReader _reader;
    private readonly Dictionary<(string Stream, string Key), List<(long? CursorMs, string Json, JsonNode Content)>> _versions = [];
    private Dictionary<string, IReadOnlyList<SourceRow>> _now = [];

    public SourceHistory(SimulatorServer simulator, IEnumerable<string> streams, DateTimeOffset start)
    {
        _simulator = simulator;
        _streams = [.. streams.Select(name => StreamRegistry.Find(name)!)];
        _http = new HttpClient { BaseAddress = simulator.Url };
        simulator.Tokens.Grant(Auditor, new TokenGrant());
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", Auditor);
        _reader = new SourceReader(simulator.Organization, _http, start.ToUnixTimeMilliseconds());
    }

    public IReadOnlyList<StreamDefinition> Streams => _streams;

    /// <summary>How many requests a sync from the beginning takes, about: what a moment in it is drawn from.</summary>
    public int Requests(int windows)
    {
        var conversations = _now.Values.SelectMany(rows => rows).Select(row => row.Conversation).Where(id => id != 0).Distinct().Count();
        return _streams.Sum(stream => stream switch
        {
            { Name: "enduser_details" } => windows + _now[stream.Name].Select(row => row.Key).Distinct().Count(),
            { Name: "conversations" or "messages" or "activity_logs" } => windows,
            { Cursor: not null } => windows + conversations,
            _ => 1 + _now[stream.Name].Select(row => row.Parent).Where(parent => parent is not null).Distinct().Count(),
        });
    }

    /// <summary>Takes down what the organisation shows now. Between two changes it shows the same.</summary>
    public async Task TakeAsync(DateTimeOffset now)
    {
        var limits = _simulator.Limits;
        _simulator.Limits = RateLimits.None;
        _now = [];
        foreach (var stream in _streams)
        {
            var rows = await _reader.ReadAsync(stream.Name, stream.Cursor is not null, now.ToUnixTimeMilliseconds(), withContent: true);
            _now[stream.Name] = rows;
            foreach (var row in rows.Where(row => row.Content is not null))
            {
                var known = _versions.TryGetValue((stream.Name, row.Key), out var versions) ? versions : _versions[(stream.Name, row.Key)] = [];
                var json = row.Content!.Value.GetRawText();

                // A row may come back to what it was: that is its latest version then.
                known.RemoveAll(version => version.CursorMs == row.CursorMs && version.Json == json);
                known.Add((row.CursorMs, json, JsonNode.Parse(json)!));
            }
        }

        _simulator.Limits = limits;
    }

    /// <summary>The rows that a stream shows now, in the order of the API.</summary>
    public IReadOnlyList<SourceRow> RowsOf(string stream) => _now[stream];

    /// <summary>Whether a row was ever shown.</summary>
    public bool HasShown(string stream, string key) => _versions.ContainsKey((stream, key));

    /// <summary>What a row has said while it had a cursor, or ever; empty where its content is not known. The latest version is the last.</summary>
    public IReadOnlyList<JsonNode> VersionsOf(string stream, string key, long? cursorMs, bool ever) =>
        [.. (_versions.GetValueOrDefault((stream, key)) ?? []).Where(version => ever || version.CursorMs == cursorMs).Select(version => version.Content)];

    public void Dispose() => _http.Dispose();
}
