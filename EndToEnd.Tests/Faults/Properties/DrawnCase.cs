using System.Text.Json.Nodes;
using Dixa.Connector.Harness;
using Dixa.Simulator;

namespace Dixa.Connector.Faults.Properties;

/// <summary>Everything that a case draws from its seed.</summary>
public sealed record DrawnCase
{
    public required int Seed { get; init; }

    /// <summary>The simulated time at which the first sync starts.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The process's <c>TZ</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>
    /// Whether all of its syncs are processes, which they are in every fourth case. In the others a sync that nobody ends runs in the test's
    /// own process, where it takes a third of the processor time.
    /// </summary>
    public bool StartsProcesses => Seed % 4 == 0;

    public required string Token { get; init; }

    public required int WindowDays { get; init; }

    public required TimeSpan Lookback { get; init; }

    /// <summary>As the configuration spells it; null when it gives none.</summary>
    public required string? StartDate { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required string? EndDate { get; init; }

    public required DateTimeOffset? End { get; init; }

    public required SimulatorOptions Options { get; init; }

    /// <summary>What the generated history gets besides.</summary>
    public required IReadOnlyList<Change> History { get; init; }

    public required IReadOnlyList<DrawnStream> Streams { get; init; }

    public required IReadOnlyList<DrawnSync> Syncs { get; init; }

    /// <summary>The first millisecond that may be read; a start within a millisecond takes it along.</summary>
    public long FirstMs => Start.ToUnixTimeMilliseconds();

    /// <summary>From when on every row has to be read; without a start date the start moves along with the syncs, a year behind them.</summary>
    public DateTimeOffset CertainStart => StartDate is null ? Start.AddDays(90) : Start;

    /// <summary>Whether a row of this time has to be read: from the start on, and before the end.</summary>
    public bool IsInPeriod(long timeMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(timeMs) is var time && time >= CertainStart && (End is null || time < End);

    public string Config(Uri url)
    {
        var config = new JsonObject
        {
            ["api_token"] = Token,
            ["window_days"] = WindowDays,
            ["lookback_minutes"] = (int)Lookback.TotalMinutes,
            ["dixa_api_url"] = url.AbsoluteUri,
            ["exports_api_url"] = url.AbsoluteUri,
        };
        if (!Options.Limits.Enabled)
        {
            config["exports_requests_per_minute"] = 6000;
            config["api_requests_per_second"] = 1000;
        }

        if (StartDate is not null)
        {
            config["start_date"] = StartDate;
        }

        if (EndDate is not null)
        {
            config["end_date"] = EndDate;
        }

        return config.ToJsonString();
    }

    public string Catalog(int sync) => new JsonObject
    {
        ["streams"] = new JsonArray([.. Streams.Where(stream => stream.FirstSync <= sync).Select(Configured)]),
    }.ToJsonString();

    public override string ToString() =>
        $"""
        now {Now:O}, TZ={TimeZone}, token {Token}
        bounds {(Options.Bounds.LowerInclusive ? "[" : "(")}after, before{(Options.Bounds.UpperInclusive ? "]" : ")")}, window {WindowDays} days, lookback {Lookback}, start {StartDate ?? "not given"}, end {EndDate ?? "not given"}
        {Options.Conversations} conversations in {Options.Months} months, {Options.EndUsers} end users, {Options.RowsPerPage?.ToString() ?? "any number of"} rows to a page{(Options.Gzip ? ", gzip" : "")}{(Options.EscapeUnicode ? ", escaped" : "")}{(Options.Limits.Enabled ? ", with the real limits" : "")}
        history: {string.Join(", ", History)}
        streams: {string.Join(", ", Streams)}
        {string.Join('\n', Syncs.Select((sync, index) => $"sync {index}: {sync}"))}
        then clean syncs
        """;

    private static JsonNode Configured(DrawnStream stream) => new JsonObject
    {
        ["stream"] = new JsonObject
        {
            ["name"] = stream.Name,
            ["json_schema"] = new JsonObject
            {
                ["properties"] = new JsonObject(stream.Columns?.Select(column => KeyValuePair.Create<string, JsonNode?>(column, new JsonObject())) ?? []),
            },
        },
        ["sync_mode"] = stream.IsIncremental ? ConfiguredModes.Incremental : ConfiguredModes.FullRefresh,
        ["destination_sync_mode"] = "append",
    };
}
