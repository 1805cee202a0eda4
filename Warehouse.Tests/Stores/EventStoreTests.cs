using System.Text;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Webhooks;

namespace Dixa.Warehouse.Stores;

/// <summary>How both databases keep events. One suite: <see cref="SqliteEventStoreTests"/> and <see cref="PostgresEventStoreTests"/> run it.</summary>
public abstract class EventStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    protected abstract Database Database { get; }

    public void Dispose() => Database.Dispose();

    [Fact]
    public void AnEventIsKeptWithEverythingThatItSays()
    {
        Add("""{"event_id":"a","event_fqn":"CONVERSATION_CREATED","event_version":"1","event_timestamp":"2025-03-04T06:58:32.481Z","organization":{"id":"o","name":"Acme"},"data":{"conversation":{"csid":184472,"subject":null}}}""");

        Assert.Equal(["a|CONVERSATION_CREATED|184472"], Database.Rows("webhook_events", "event_id, event_fqn, csid"));
        Assert.Equal([Database.IsPostgres ? "2025-03-04 06:58:32.481+00|2026-01-02 03:04:05.678+00" : "2025-03-04T06:58:32.481Z|2026-01-02T03:04:05.678Z"], Database.Rows("webhook_events", Text("event_timestamp", "received_at")));
        var row = Assert.Single(Database.Records("webhook_events"));
        Assert.Equal(184472, (int?)row["data"]?["conversation"]?["csid"]);
        Assert.Equal("Acme", (string?)row["organization"]?["name"]);
        Assert.Equal("1", (string?)row["event_version"]);
        Assert.Null(row["_changes"]);
    }

    [Fact]
    public void ADuplicateChangesNothingAlsoInTheSameTransaction()
    {
        using var store = Open();
        Assert.Equal([true, false, true], store.Add([Read("""{"event_id":"a","event_fqn":"ONE"}"""), Read("""{"event_id":"a","event_fqn":"TWO"}"""), Read("""{"event_id":"b"}""")]));
        Assert.Equal([false, true], store.Add([Read("""{"event_id":"b","event_fqn":"THREE"}"""), Read("""{"event_id":"c"}""")]));

        Assert.Equal(["a|ONE", "b|null", "c|null"], Database.Rows("webhook_events", "event_id, event_fqn"));
    }

    [Theory]
    [InlineData("""{"event_id":"x","data":null}""", "null|null|null|null")]
    [InlineData("""{"event_id":"x","data":{"conversation":null}}""", "null|null|null|null")]
    [InlineData("""{"event_id":"x","data":{"conversation":{"csid":"77"}}}""", "null|null|77|null")]
    [InlineData("""{"event_id":"x","data":{"conversation":{"csid":1.5}}}""", "null|null|null|null")]
    [InlineData("""{"event_id":"x","data":{"conversation":{"csid":99999999999999999999}}}""", "null|null|null|null")]
    [InlineData("""{"event_id":"x","data":{"other":[{"csid":1}],"conversation":{"id":2,"csid":7}}}""", "null|null|7|null")]
    [InlineData("""{"event_id":"x","event_fqn":"SOMETHING_NEW"}""", "SOMETHING_NEW|null|null|null")]
    [InlineData("""{"event_id":"x","event_fqn":7}""", "null|null|null|event_fqn")]
    [InlineData("""{"event_id":"x","event_timestamp":"yesterday"}""", "null|null|null|event_timestamp")]
    [InlineData("""{"event_id":"x","event_timestamp":1741083573456}""", "null|null|null|event_timestamp")]
    [InlineData("""{"event_id":"x","event_timestamp":"0001-01-01T00:00:00+14:00"}""", "null|null|null|event_timestamp")]
    [InlineData("""{"event_id":"x","event_timestamp":"2025-03-04T08:58:32.4810005+02:00"}""", "null|2025-03-04 06:58:32.481|null|event_timestamp")]
    public void WhatIsOddIsKept(string body, string expected)
    {
        Add(body);

        var row = Database.One($"SELECT event_fqn, {(Database.IsPostgres ? "event_timestamp::timestamp::text" : "replace(replace(event_timestamp, 'T', ' '), 'Z', '')")}, csid, {(Database.IsPostgres ? "_changes->0->>'field'" : "json_extract(_changes, '$[0].field')")} FROM {Database.Name("webhook_events")}");
        Assert.Equal(expected, row);
        if (!expected.EndsWith("|null", StringComparison.Ordinal))
        {
            // The value itself stands in _extra.
            var field = expected[(expected.LastIndexOf('|') + 1)..];
            var value = System.Text.Json.Nodes.JsonNode.Parse(body)![field]!.ToJsonString();
            Assert.Equal(value, System.Text.Json.Nodes.JsonNode.Parse(Database.One($"SELECT _extra FROM {Database.Name("webhook_events")}"))![field]!.ToJsonString());
        }
    }

    [Fact]
    public void WhatADatabaseCannotHoldIsReplacedAndTold()
    {
        Add("""{"event_id":"x","event_fqn":"A\u0000B\ud800","data":{"text":"a\u0000b\udc00","n":1e99999}}""");

        var changes = Database.One($"SELECT _changes FROM {Database.Name("webhook_events")}");
        Assert.Contains("event_fqn", changes, StringComparison.Ordinal);
        if (Database.IsPostgres)
        {
            Assert.Equal("A\uFFFDB\uFFFD", Database.One($"SELECT event_fqn FROM {Database.Name("webhook_events")}"));
            Assert.Equal("""{"n": "1e99999", "text": "a�b�"}""", Database.One($"SELECT data::text FROM {Database.Name("webhook_events")}"));
        }
        else
        {
            Assert.Equal("410042EFBFBD", Database.One($"SELECT hex(event_fqn) FROM {Database.Name("webhook_events")}"));
            Assert.Equal("""{"text":"a\u0000b\udc00","n":1e99999}""", Database.One($"SELECT data FROM {Database.Name("webhook_events")}"));
        }
    }

    [Fact]
    public void StatementsInEveryFieldAreTexts()
    {
        const string Evil = "'); DROP TABLE webhook_events; --\\\"$1";
        Add($$$"""{"event_id":"{{{Evil}}}","event_fqn":"{{{Evil}}}","event_timestamp":"{{{Evil}}}","{{{Evil}}}":"{{{Evil}}}","data":{"conversation":{"csid":"{{{Evil}}}"},"{{{Evil}}}":"{{{Evil}}}"}}""");

        var row = Assert.Single(Database.Records("webhook_events"));
        var text = Evil.Replace("\\", "", StringComparison.Ordinal);
        Assert.Equal(text, (string?)row["event_id"]);
        Assert.Equal(text, (string?)row["event_fqn"]);
        Assert.Equal(text, (string?)row["event_timestamp"]);
        Assert.Equal(text, (string?)row[text]);
        Assert.Equal(text, (string?)row["data"]?[text]);
    }

    [Fact]
    public void ATableThatWasDroppedIsMadeAgain()
    {
        using var store = Open();
        store.Add([Read("""{"event_id":"a"}""")]);
        Database.Query($"DROP TABLE {Database.Name("webhook_events")}");

        Assert.Throws<WarehouseException>(() => store.Add([Read("""{"event_id":"b"}""")]));
        store.Open();
        Assert.Equal([true], store.Add([Read("""{"event_id":"b"}""")]));
        Assert.Equal(["b"], Database.Rows("webhook_events", "event_id"));
    }

    [Fact]
    public void AStreamOfThatNameGetsAnotherTable()
    {
        Add("""{"event_id":"a"}""");
        Written.To(Database, Some.Catalog(Some.Stream("webhook_events", """{"id": {"type": "integer"}}""")), Some.Record("webhook_events", """{"id":1}"""), Some.State("webhook_events")).Succeeded();

        Assert.Equal(["a"], Database.Rows("webhook_events", "event_id"));
        Assert.Equal(["1"], Database.Rows(Database.Rows("_sync_streams", "table_name")[0], "id"));
    }

    [Fact]
    public void TheLastSuccessIsThatOfTheRunsOfTheSameSchema()
    {
        using var store = Open();
        Assert.Null(store.ReadLastSuccess());

        using (var runs = Database.Store())
        {
            var (good, bad) = (RunId.New(Now), RunId.New(Now.AddHours(1)));
            runs.Begin(good, null, null, Now);
            Assert.Null(store.ReadLastSuccess());
            runs.End(good, new RunEnd("succeeded", Now.AddMinutes(1), null, null));
            runs.Begin(bad, null, null, Now.AddHours(1));
            runs.End(bad, new RunEnd("failed", Now.AddHours(2), null, "why"));
        }

        Assert.Equal(Now.AddMinutes(1), store.ReadLastSuccess());
    }

    private static string Text(params string[] columns) => string.Join(", ", columns.Select(column => $"CAST({column} AS text)"));

    private IEventStore Open()
    {
        var store = StoreFactory.CreateForEvents(Database.Config());
        store.Open();
        return store;
    }

    private void Add(string body)
    {
        using var store = Open();
        Assert.Equal([true], store.Add([Read(body)]));
    }

    private WebhookEvent Read(string body)
    {
        using var store = StoreFactory.CreateForEvents(Database.Config());
        var bytes = Encoding.UTF8.GetBytes(body);
        return new EventReader(store.Rules).Read(bytes, bytes.Length, Now)!;
    }
}
