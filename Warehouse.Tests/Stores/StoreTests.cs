using System.Text.Json.Nodes;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Writing;

namespace Dixa.Warehouse.Stores;

/// <summary>What both databases keep. One suite: <see cref="SqliteStoreTests"/> and <see cref="PostgresStoreTests"/> run it.</summary>
public abstract class StoreTests : IDisposable
{
    private const string IdName = """{"id": {"type": ["null", "integer"]}, "name": {"type": ["null", "string"]}}""";

    private const string IdNameAt = """{"id": {"type": "integer"}, "name": {"type": "string"}, "at": {"type": "integer"}}""";

    protected abstract Database Database { get; }

    public void Dispose() => Database.Dispose();

    [Fact]
    public void EachTypeOfTheSchemaHasAColumnOfItsOwn()
    {
        var catalog = Some.Catalog(Some.Stream("all", """
            {"id": {"type": "integer"}, "price": {"type": "number"}, "name": {"type": "string"}, "ok": {"type": ["null", "boolean"]},
             "at": {"type": "string", "format": "date-time"}, "local": {"type": "string", "format": "date-time", "airbyte_type": "timestamp_without_timezone"},
             "day": {"type": "string", "format": "date"}, "clock": {"type": "string", "format": "time", "airbyte_type": "time_with_timezone"},
             "hour": {"type": "string", "format": "time"}, "parts": {"type": "object"}, "list": {"type": "array"}, "either": {"type": ["string", "integer"]}}
            """));
        Written.To(Database, catalog, Some.Record("all", """
            {"id":9007199254740993,"price":0.1,"name":"Zoë","ok":true,"at":"2026-01-02T03:04:05.678Z","local":"2026-01-02T03:04:05","day":"2026-01-02",
             "clock":"03:04:05+01:00","hour":"03:04:05.5","parts":{"a":[1]},"list":[],"either":7}
            """.ReplaceLineEndings("")), Some.State("all")).Succeeded();

        Assert.Equal(["9007199254740993|0.1|Zoë|1"], Database.Rows("all", "id, price, name, ok"));
        Assert.Equal(
            Database.IsPostgres ? ["2026-01-02 03:04:05.678+00|2026-01-02 03:04:05|2026-01-02|03:04:05+01|03:04:05.5"] : ["2026-01-02T03:04:05.678Z|2026-01-02T03:04:05|2026-01-02|03:04:05+01:00|03:04:05.5"],
            Database.Rows("all", Text("at", "local", "day", "clock", "hour")));
        Assert.Equal([Database.IsPostgres ? """{"a": [1]}|[]|7""" : """{"a":[1]}|[]|7"""], Database.Rows("all", Text("parts", "list", "either")));
        Assert.Equal(["null|null"], Database.Rows("all", "_extra, _changes"));
        Assert.Equal(["0"], Database.Rows("all", "count(*) FILTER (WHERE _loaded_at IS NULL)"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.5")]
    [InlineData("1e3", "1000")]
    [InlineData("1234567890123456789012345678901234567890")]
    [InlineData("0.1234567890123456789012345678901234567890")]
    [InlineData("-12345678901234567890.12345678901234567890")]
    [InlineData("9007199254740993")]
    [InlineData("9223372036854775807")]
    [InlineData("18446744073709551616")]
    [InlineData("100000000000000000000.0001")]
    [InlineData("0.00000000000000000000000000012345")]
    [InlineData("123456789.00001")]
    [InlineData("1e-7", "0.0000001")]
    public void ANumberIsExact(string number, string? written = null)
    {
        var catalog = Some.Catalog(Some.Stream("numbers", """{"value": {"type": "number"}}"""));
        Written.To(Database, catalog, Some.Record("numbers", $$"""{"value":{{number}}}"""), Some.State("numbers")).Succeeded();

        // A double shows a number of few digits in a form of its own.
        var stored = Database.One($"SELECT CAST(value AS text) FROM {Database.Name("numbers")}");
        var isShort = number.Trim('-', '0', '.').Length <= 15;
        Assert.True(stored == (written ?? number) || (!Database.IsPostgres && isShort && Double(stored).Equals(Double(number))), stored);
        Assert.Equal(["null"], Database.Rows("numbers", "_extra"));
    }

    [Fact]
    public void ANumberBeyondAllMeasureIsKeptAsItsText()
    {
        var catalog = Some.Catalog(Some.Stream("numbers", """{"value": {"type": "number"}, "whole": {"type": "integer"}}"""));
        Written.To(Database, catalog, Some.Record("numbers", """{"value":1e200000,"whole":123456789012345678901234567890}"""), Some.State("numbers")).Succeeded();

        Assert.Contains("123456789012345678901234567890", Database.One($"SELECT _extra FROM {Database.Name("numbers")}"), StringComparison.Ordinal);
        Assert.Contains("1e200000", Database.One($"SELECT {Text("value", "_extra")} FROM {Database.Name("numbers")}"), StringComparison.Ordinal);
        Assert.Equal(["null"], Database.Rows("numbers", "whole"));
    }

    [Fact]
    public void TextsAreKeptAsTheyAre()
    {
        var long1 = new string('ä', 500_000);
        var catalog = Some.Catalog(Some.Stream("texts", """{"id": {"type": "integer"}, "value": {"type": "string"}}"""));
        Written.To(
            Database,
            catalog,
            Some.Record("texts", """{"id":1,"value":""}"""),
            Some.Record("texts", """{"id":2,"value":"a\"\\\/\b\f\n\r\té\ud83d\ude00 \u2028"}"""),
            Some.Record("texts", $$"""{"id":3,"value":"{{long1}}"}"""),
            Some.Record("texts", """{"id":4,"value":null}"""),
            Some.Record("texts", """{"id":5}"""),
            Some.State("texts")).Succeeded();

        Assert.Equal(["1|", "2|a\"\\/\b\f\n\r\té😀 \u2028", $"3|{long1}", "4|null", "5|null"], Database.Rows("texts", "id, value"));
    }

    [Fact]
    public void WhatADatabaseCannotHoldIsReplacedAndTold()
    {
        var catalog = Some.Catalog(Some.Stream("texts", """{"half": {"type": "string"}, "nul": {"type": "string"}, "json": {"type": "object"}}"""));
        Written.To(Database, catalog, Some.Record("texts", """{"half":"a\ud800b","nul":"a\u0000b","json":{"x\u0000":"\udc00","n":1e99999}}"""), Some.State("texts")).Succeeded();

        var row = Database.One($"SELECT {Text("half", "nul", "_changes")} FROM {Database.Name("texts")}");
        Assert.StartsWith("a\uFFFDb|", row, StringComparison.Ordinal);
        Assert.Contains("\"half\"", row, StringComparison.Ordinal);
        if (Database.IsPostgres)
        {
            Assert.StartsWith("a\uFFFDb|a\uFFFDb|", row, StringComparison.Ordinal);
            Assert.Contains("\"nul\"", row, StringComparison.Ordinal);
            Assert.Equal("{\"n\": \"1e99999\", \"x\uFFFD\": \"\uFFFD\"}", Database.One($"SELECT json::text FROM {Database.Name("texts")}"));
        }
        else
        {
            Assert.Equal("6100620A", Database.One($"SELECT hex(nul || char(10)) FROM {Database.Name("texts")}"));
            Assert.Equal("""{"x\u0000":"\udc00","n":1e99999}""", Database.One($"SELECT json FROM {Database.Name("texts")}"));
        }
    }

    [Fact]
    public void BytesThatAreNoTextAreReplacedAndTold()
    {
        var catalog = Some.Catalog(Some.Stream("texts", """{"a": {"type": "string"}, "b": {"type": "string"}}"""));
        byte[] line = [.. "{\"type\":\"RECORD\",\"record\":{\"stream\":\"texts\",\"data\":{\"a\":\"fine\",\"b\":\"x"u8, 0xFF, .. "y\"}}}\n"u8, .. System.Text.Encoding.UTF8.GetBytes(Some.State("texts") + "\n")];
        new Written().Run(Database, catalog, new MemoryStream(line)).Succeeded();

        Assert.Equal(["fine|x\uFFFDy"], Database.Rows("texts", "a, b"));
        Assert.DoesNotContain("\"a\"", Database.One($"SELECT {Text("_changes")} FROM {Database.Name("texts")}"), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheSchemaLacksAndWhatDoesNotFitIsInExtra()
    {
        var catalog = Some.Catalog(Some.Stream("people", """{"id": {"type": "integer"}, "name": {"type": "string"}, "at": {"type": "string", "format": "date-time"}}"""));
        Written.To(Database, catalog, Some.Record("people", """{"id":"seven","new":{"a":1.50},"name":5,"at":"yesterday"}""", meta: """{"changes":[{"field":"x","change":"NULLED","reason":"SOURCE_RETRIEVAL_ERROR"}]}"""), Some.State("people")).Succeeded();

        Assert.Equal(["null|null|null"], Database.Rows("people", "id, name, at"));
        var extra = Database.One($"SELECT {Text("_extra")} FROM {Database.Name("people")}").Replace(" ", "", StringComparison.Ordinal);
        foreach (var member in new[] { "\"id\":\"seven\"", "\"new\":{\"a\":1.50}", "\"name\":5", "\"at\":\"yesterday\"" })
        {
            Assert.Contains(member, extra, StringComparison.Ordinal);
        }

        var changes = Database.One($"SELECT {Text("_changes")} FROM {Database.Name("people")}");
        Assert.Contains("SOURCE_RETRIEVAL_ERROR", changes, StringComparison.Ordinal);
        Assert.Contains("DESTINATION_TYPECAST_ERROR", changes, StringComparison.Ordinal);
    }

    [Fact]
    public void ATimeOfFinerThanMicrosecondsKeepsItsDigits()
    {
        var catalog = Some.Catalog(Some.Stream("times", """{"at": {"type": "string", "format": "date-time"}}"""));
        Written.To(Database, catalog, Some.Record("times", """{"at":"2026-01-02T03:04:05.123456789+01:00"}"""), Some.State("times")).Succeeded();

        var row = Database.One($"SELECT {Text("at", "_extra")} FROM {Database.Name("times")}");
        Assert.Contains("02:04:05.123456", row, StringComparison.Ordinal);
        Assert.Contains("2026-01-02T03:04:05.123456789+01:00", row, StringComparison.Ordinal);
    }

    [Fact]
    public void NamesThatADatabaseCannotTellApartAreToldApart()
    {
        var longName = new string('n', 200);
        var catalog = Some.Catalog(Some.Stream("names", $$"""{"Id": {"type": "integer"}, "id": {"type": "integer"}, "ID": {"type": "integer"}, "{{longName}}1": {"type": "integer"}, "{{longName}}2": {"type": "integer"}, "select": {"type": "integer"}, "a\"b": {"type": "integer"}, "ctid": {"type": "integer"}, "rowid": {"type": "integer"}, "_extra": {"type": "integer"}, "": {"type": "integer"} }"""));
        var record = Some.Record("names", $$"""{"Id":1,"id":2,"ID":3,"{{longName}}1":4,"{{longName}}2":5,"select":6,"a\"b":7,"ctid":8,"rowid":9,"_extra":10}""");
        Written.To(Database, catalog, record, Some.State("names")).Succeeded();
        Written.To(Database, catalog, record, Some.State("names")).Succeeded();

        var columns = Database.Query(Database.IsPostgres
            ? $"SELECT column_name FROM information_schema.columns WHERE table_schema = '{Database.Schema}' AND table_name = 'names' AND data_type = 'bigint' AND column_name <> '_generation' ORDER BY ordinal_position"
            : "SELECT name FROM pragma_table_info('names') WHERE type = 'bigint' AND name <> '_generation' ORDER BY cid");
        Assert.Equal(10, columns.Count);
        Assert.All(columns, column => Assert.True(System.Text.Encoding.UTF8.GetByteCount(column) <= 63));
        Assert.Equal(["1|2|3|4|5|6|7|8|9|10", "1|2|3|4|5|6|7|8|9|10"], Database.Rows("names", SqlText.List(columns.Select(SqlText.Quote))));
    }

    [Fact]
    public void NamesAndValuesAreNoStatements()
    {
        const string Statement = "x\"; DROP TABLE people; --'; DROP TABLE people; --";
        var name = JsonValue.Create(Statement).ToJsonString();
        Written.To(Database, Some.Catalog(Some.Stream("people", IdName)), Some.Record("people", """{"id":1}"""), Some.State("people")).Succeeded();
        var catalog = Some.Catalog(Some.Stream(Statement, $$"""{"id": {"type": "integer"}, {{name}}: {"type": "string"} }""", "append_dedup", "id"));
        Written.To(Database, catalog, Some.Record(Statement, $$"""{"id":1,{{name}}:{{name}},"more":{{name}} }"""), Some.State(Statement, $$"""{"at":{{name}} }""")).Succeeded();

        Assert.Equal(["1"], Database.Rows("people", "id"));
        Assert.Equal([Statement], Database.Rows(Statement, SqlText.Quote(Statement)));
        Assert.Equal(Statement, JsonNode.Parse(Database.One($"SELECT state FROM {Database.Name("_sync_streams")} WHERE name <> 'people'"))!["stream"]!["stream_state"]!["at"]!.GetValue<string>());
    }

    [Fact]
    public void TablesWhoseNamesAreAlikeAreToldApart()
    {
        var longName = new string('s', 200);
        string[] names = [$"{longName}1", $"{longName}2", "Order", "order", "select", "_sync_runs", "sqlite_x"];
        var catalog = Some.Catalog([.. names.Select(name => Some.Stream(name, IdName))]);
        Written.To(Database, catalog, [.. names.SelectMany((name, i) => new[] { Some.Record(name, $$"""{"id":{{i}}}"""), Some.State(name) })]).Succeeded();

        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            var table = Database.One($"SELECT table_name FROM {Database.Name("_sync_streams")} WHERE name = '{name}'");
            Assert.Equal([$"{i}"], Database.Rows(table, "id"));
        }
    }

    [Fact]
    public void AColumnThatTheCatalogGainsIsAdded()
    {
        Written.To(Database, Some.Catalog(Some.Stream("people", """{"id": {"type": "integer"}}""")), Some.Record("people", """{"id":1,"name":"a"}"""), Some.State("people")).Succeeded();
        Written.To(Database, Some.Catalog(Some.Stream("people", IdName)), Some.Record("people", """{"id":2,"name":"b"}"""), Some.State("people")).Succeeded();

        Assert.Equal(["1|null", "2|b"], Database.Rows("people", "id, name"));
    }

    [Fact]
    public void AColumnThatTheCatalogLosesStays()
    {
        Written.To(Database, Some.Catalog(Some.Stream("people", IdName)), Some.Record("people", """{"id":1,"name":"a"}"""), Some.State("people")).Succeeded();
        Written.To(Database, Some.Catalog(Some.Stream("people", """{"id": {"type": "integer"}}""")), Some.Record("people", """{"id":2}"""), Some.State("people")).Succeeded();

        Assert.Equal(["1|a", "2|null"], Database.Rows("people", "id, name"));
    }

    [Theory]
    [InlineData("integer", "number", "7", "7.5", "7|7.5")]
    [InlineData("integer", "string", "7", "\"x\"", "7|x")]
    [InlineData("number", "string", "7.25", "\"x\"", "7.25|x")]
    [InlineData("boolean", "string", "true", "\"x\"", "true|x")]
    [InlineData("string", "object", "\"x\"", "{\"a\":1}", "\"x\"|{\"a\":1}")]
    [InlineData("boolean", "object", "false", "{\"a\":1}", "false|{\"a\":1}")]
    [InlineData("number", "integer", "7.5", "8", "7.5|8")]
    [InlineData("string", "string", "\"x\"", "\"y\"", "x|y")]
    public void ATypeThatWidensWidensItsColumn(string before, string after, string first, string second, string expected)
    {
        var catalog = (string type) => Some.Catalog(Some.Stream("wide", $$"""{"id": {"type": "integer"}, "value": {"type": "{{type}}" }, "last": {"type": "integer"} }""", "append_dedup", key: "id"));
        Written.To(Database, catalog(before), Some.Record("wide", $$"""{"id":1,"value":{{first}},"last":1}"""), Some.State("wide")).Succeeded();
        Written.To(Database, catalog(after), Some.Record("wide", $$"""{"id":2,"value":{{second}},"last":2}"""), Some.State("wide")).Succeeded();

        var rows = Database.Query($"SELECT CAST(value AS text), last FROM {Database.Name("wide")} ORDER BY id");
        Assert.Equal(expected, string.Join('|', rows.Select(row => row[..^2].Replace(": ", ":", StringComparison.Ordinal))));
    }

    [Fact]
    public void AKeyThatWidensIsStillAKey()
    {
        var catalog = (string type) => Some.Catalog(Some.Stream("wide", $$"""{"id": {"type": "{{type}}" }, "name": {"type": "string"} }""", "append_dedup", key: "id"));
        Written.To(Database, catalog("integer"), Some.Record("wide", """{"id":1,"name":"a"}"""), Some.State("wide")).Succeeded();
        Written.To(Database, catalog("string"), Some.Record("wide", """{"id":"1","name":"b"}"""), Some.Record("wide", """{"id":"x","name":"c"}"""), Some.State("wide")).Succeeded();

        Assert.Equal(["1|b", "x|c"], Database.Rows("wide", "id, name"));
    }

    [Fact]
    public void RowsWithTheSameKeyBecomeOneAndTheLaterCursorWins()
    {
        var catalog = Some.Catalog(Some.Stream("people", IdNameAt, "append_dedup", key: "id", cursor: "at"));
        var record = (int id, string name, string at) => Some.Record("people", $$"""{"id":{{id}},"name":"{{name}}","at":{{at}}}""");
        Written.To(Database, catalog, record(1, "first", "5"), record(1, "earlier", "4"), record(2, "first", "5"), record(2, "equal", "5"), record(3, "first", "1"), record(4, "a", "9"), record(4, "b", "null"), record(4, "c", "3"), Some.State("people")).Succeeded();
        Assert.Equal(["1|first", "2|equal", "3|first", "4|c"], Database.Rows("people", "id, name"));

        Written.To(Database, catalog, record(1, "earlier", "4"), record(2, "equal again", "5"), record(3, "later", "2"), record(4, "none", "null"), Some.State("people")).Succeeded();
        Assert.Equal(["1|first", "2|equal again", "3|later", "4|none"], Database.Rows("people", "id, name"));
    }

    [Fact]
    public void AKeyOfSeveralColumnsIsOne()
    {
        var catalog = Some.Catalog(Some.Stream("members", """{"team": {"type": "string"}, "id": {"type": "integer"}, "role": {"type": "string"}}""", "append_dedup", key: "team,id"));
        Written.To(Database, catalog, Some.Record("members", """{"team":"a","id":1,"role":"x"}"""), Some.Record("members", """{"team":"b","id":1,"role":"y"}"""), Some.Record("members", """{"team":"a","id":1,"role":"z"}"""), Some.State("members")).Succeeded();

        Assert.Equal(["a|1|z", "b|1|y"], Database.Rows("members", "team, id, role"));
    }

    [Fact]
    public void ARowWithoutItsKeyIsOneOfItsOwnButOnlyOnce()
    {
        var catalog = Some.Catalog(Some.Stream("people", IdName, "append_dedup", key: "id"));
        string[] lines = [Some.Record("people", """{"name":"a"}"""), Some.Record("people", """{"name":"b","id":null}"""), Some.Record("people", """{"name":"a"}"""), Some.Record("people", """{"id":1,"name":"c"}"""), Some.State("people")];
        Written.To(Database, catalog, lines).Succeeded();
        Written.To(Database, catalog, lines).Succeeded();

        Assert.Equal(["a|null", "b|null", "c|1"], Database.Rows("people", "name, id"));
    }

    /// <remarks>An empty table is filled without a merge as long as no key comes twice.</remarks>
    [Fact]
    public void AKeyThatComesTwiceWhileATableIsFilledIsOneRow()
    {
        var catalog = Some.Catalog(Some.Stream("things", IdNameAt, "append_dedup", "id", "at"));
        string[] first = [Some.Record("things", """{"id":1,"name":"one","at":1}"""), Some.Record("things", """{"id":2,"name":"two","at":1}"""), Some.State("things")];
        string[] second = [Some.Record("things", """{"id":3,"name":"three","at":5}"""), Some.Record("things", """{"id":1,"name":"later","at":2}"""), Some.Record("things", """{"id":3,"name":"earlier","at":4}"""), Some.State("things")];
        string[] third = [Some.Record("things", """{"id":2,"name":"again","at":1}"""), Some.State("things")];

        // A transaction brings one state's rows here.
        new Written().Run(Database, catalog, first.Concat(second).Concat(third), options: new WriteOptions { BatchBytes = 1 }).Succeeded();

        Assert.Equal(["1|later", "2|again", "3|three"], Database.Rows("things", "id, name"));
    }

    /// <remarks>Of a member that comes twice the last one counts: the row's key is not the one that its line begins with.</remarks>
    [Fact]
    public void AKeyThatComesTwiceInARecordIsTheLast()
    {
        var catalog = Some.Catalog(Some.Stream("things", IdNameAt, "append_dedup", "id", "at"));
        Written.To(Database, catalog, Some.Record("things", """{"id":1,"name":"one","at":1}"""), Some.State("things")).Succeeded();
        Written.To(
            Database,
            catalog,
            Some.Record("things", """{"id":1,"id":2,"name":"first","at":1}"""),
            Some.Record("things", """{"id":2,"name":"second","at":2}"""),
            Some.Record("things", """{"id":null,"id":2,"name":"third","at":3}"""),
            Some.State("things")).Succeeded();

        Assert.Equal(["1|one", "2|third"], Database.Rows("things", "id, name"));
    }

    /// <remarks>1.0 and 1.00 are equal to a database, and are not the same.</remarks>
    [Fact]
    public void OfManyRowsThatComeAgainThoseAreWrittenThatHaveChanged()
    {
        var catalog = Some.Catalog(Some.Stream("things", """{"id": {"type": "integer"}, "price": {"type": "number"}, "parts": {"type": "object"}, "at": {"type": "integer"}}""", "append_dedup", "id", "at"));
        Written.To(Database, catalog, [.. Things(), Some.State("things")]).Succeeded();

        var changed = Things();
        changed[7] = Thing(7, "2.5", "1.0", 1);
        changed[1_999] = Thing(1_999, "1.0", "1.00", 1);
        changed[2_000] = Thing(2_000, "1.00", "1.0", 1);
        changed[2_500] = Thing(2_500, "9.5", "1.0", 0);
        Written.To(Database, catalog, [.. changed, Thing(3_000, "1.0", "1.0", 1), Some.State("things")]).Succeeded();

        Assert.Equal(["3001"], Database.Rows("things", "count(*)"));
        Assert.Equal(["2.5"], Database.Query($"SELECT price FROM {Database.Name("things")} WHERE id = 7"));
        Assert.Equal(Database.IsPostgres ? ["1.00"] : ["1"], Database.Query($"SELECT CAST(price AS text) FROM {Database.Name("things")} WHERE id = 2000").Select(text => Database.IsPostgres ? text : text.Replace(".0", "", StringComparison.Ordinal)));
        Assert.Contains("1.00", Database.One($"SELECT CAST(parts AS text) FROM {Database.Name("things")} WHERE id = 1999"), StringComparison.Ordinal);
        Assert.NotEqual("9.5", Database.One($"SELECT price FROM {Database.Name("things")} WHERE id = 2500"));
        Assert.Equal(Database.IsPostgres ? ["4"] : ["3000"], Database.Query($"SELECT count(*) FROM {Database.Name("things")} WHERE _loaded_at > (SELECT min(_loaded_at) FROM {Database.Name("things")})"));

        static List<string> Things() => [.. Enumerable.Range(0, 3_000).Select(i => Thing(i, "1.0", "1.0", 1))];

        static string Thing(int id, string price, string part, int at) => Some.Record("things", $$$"""{"id":{{{id}}},"price":{{{price}}},"parts":{"a":{{{part}}}},"at":{{{at}}}}""");
    }

    [Fact]
    public void RowsWithoutAKeyAreAppended()
    {
        var catalog = Some.Catalog(Some.Stream("people", IdName));
        Written.To(Database, catalog, Some.Record("people", """{"id":1}"""), Some.Record("people", """{"id":1}"""), Some.State("people")).Succeeded();

        Assert.Equal(["1", "1"], Database.Rows("people", "id"));
    }

    [Theory]
    [InlineData("overwrite")]
    [InlineData("overwrite_dedup")]
    public void ARefreshTakesAwayWhatItDoesNotBringWhenItIsCompleteAndNotBefore(string mode)
    {
        var catalog = Some.Catalog(Some.Stream("people", IdName, mode, key: "id"));
        var record = (int id, string name) => Some.Record("people", $$"""{"id":{{id}},"name":"{{name}}"}""");
        Written.To(Database, catalog, record(1, "a"), record(2, "a"), Some.State("people"), Some.Complete("people")).Succeeded();

        Written.To(Database, catalog, record(2, "b"), Some.State("people"), Some.Status("people", "INCOMPLETE"));
        Assert.Equal(mode == "overwrite" ? ["1|a", "2|a"] : ["1|a", "2|b"], Database.Rows("people", "id, name"));

        Written.To(Database, catalog, record(3, "b"), Some.State("people"), Some.Complete("people")).Succeeded();
        Assert.Equal(["2|b", "3|b"], Database.Rows("people", "id, name"));

        Written.To(Database, catalog, Some.State("people"), Some.Complete("people")).Succeeded();
        Assert.Empty(Database.Rows("people", "id, name"));
    }

    [Fact]
    public void ARefreshThatCannotBeResumedBeginsAnew()
    {
        var catalog = Some.Catalog(Some.Stream("people", IdName, "overwrite")).Replace("\"is_resumable\": true", "\"is_resumable\": false", StringComparison.Ordinal);
        Written.To(Database, catalog, Some.Record("people", """{"id":1}"""), Some.State("people"), Some.Complete("people")).Succeeded();
        Written.To(Database, catalog, Some.Record("people", """{"id":2}"""), Some.State("people"));
        Written.To(Database, catalog, Some.Record("people", """{"id":2}"""), Some.Record("people", """{"id":3}"""), Some.State("people"), Some.Complete("people")).Succeeded();

        Assert.Equal(["2", "3"], Database.Rows("people", "id"));
    }

    [Fact]
    public void GenerationsOfThePlatformSayWhatGoes()
    {
        var catalog = (int generation, int minimum) => Some.Catalog(Some.Stream("people", IdName, "append_dedup", key: "id", more: $"\"generation_id\": {generation}, \"minimum_generation_id\": {minimum}, \"sync_id\": 9"));
        var record = (int id) => Some.Record("people", $$"""{"id":{{id}}}""");
        Written.To(Database, catalog(1, 0), record(1), record(2), Some.State("people"), Some.Complete("people")).Succeeded();
        Written.To(Database, catalog(2, 0), record(3), Some.State("people"), Some.Complete("people")).Succeeded();
        Assert.Equal(["1|1", "2|1", "3|2"], Database.Rows("people", "id, _generation"));

        Written.To(Database, catalog(3, 3), record(2), Some.State("people"));
        Assert.Equal(["1|1", "2|3", "3|2"], Database.Rows("people", "id, _generation"));

        Written.To(Database, catalog(3, 3), record(4), Some.State("people"), Some.Complete("people")).Succeeded();
        Assert.Equal(["2|3", "4|3"], Database.Rows("people", "id, _generation"));
        Assert.Equal(["9"], Database.Query($"SELECT DISTINCT sync_id FROM {Database.Name("_sync_runs")}"));
    }

    [Fact]
    public void ARowOfANewRefreshReplacesOneWithALaterCursor()
    {
        var catalog = Some.Catalog(Some.Stream("people", IdNameAt, "overwrite_dedup", key: "id", cursor: "at"));
        Written.To(Database, catalog, Some.Record("people", """{"id":1,"name":"a","at":9}"""), Some.State("people"), Some.Complete("people")).Succeeded();
        Written.To(Database, catalog, Some.Record("people", """{"id":1,"name":"b","at":8}"""), Some.State("people"), Some.Complete("people")).Succeeded();

        Assert.Equal(["1|b"], Database.Rows("people", "id, name"));
    }

    [Fact]
    public void DeletionsCanBeMarked()
    {
        var catalog = Some.Catalog(Some.Stream("people", IdName, "overwrite_dedup", key: "id"));
        var run = (int[] ids) => new Written().Run(Database, catalog, [.. ids.Select(id => Some.Record("people", $$"""{"id":{{id}}}""")), Some.State("people"), Some.Complete("people")], DeletionMode.Mark).Succeeded();
        run([1, 2]);
        run([2, 3]);
        Assert.Equal(["1|1", "2|0", "3|0"], Database.Rows("people", "id, _deleted_at IS NOT NULL"));

        run([1]);
        Assert.Equal(["1|0", "2|1", "3|1"], Database.Rows("people", "id, _deleted_at IS NOT NULL"));
    }

    [Fact]
    public void NamespacesAreKeptApart()
    {
        var (one, two) = ($"{Database.Schema}_one", $"{Database.Schema}_two");
        var catalog = Some.Catalog(Some.Stream("people", IdName, space: one), Some.Stream("people", IdName, space: two));
        Written.To(Database, catalog, Some.Record("people", """{"id":1}""", one), Some.Record("people", """{"id":2}""", two), Some.State("people", space: one), Some.State("people", space: two)).Succeeded();

        Assert.Equal("1", Database.One($"SELECT id FROM {Database.Name("people", one)}"));
        Assert.Equal("2", Database.One($"SELECT id FROM {Database.Name("people", two)}"));
        if (Database.IsPostgres)
        {
            Database.Query($"DROP SCHEMA {one} CASCADE; DROP SCHEMA {two} CASCADE");
        }
    }

    [Fact]
    public void TheBookkeepingSaysHowFarAStreamIs()
    {
        var catalog = Some.Catalog(Some.Stream("people", IdName));
        Written.To(Database, catalog, Some.Record("people", """{"id":1}"""), Some.State("people", """{"at":12345678901234567890123}"""), Some.Complete("people")).Succeeded();

        Assert.Equal(["people|1|0|1"], Database.Rows("_sync_streams", "name, records, is_refreshing, completed_at IS NOT NULL"));
        Assert.Equal("""{"type":"STREAM","stream":{"stream_descriptor":{"name":"people"},"stream_state":{"at":12345678901234567890123}}}""", Database.One($"SELECT state FROM {Database.Name("_sync_streams")}"));
        Assert.Equal(["succeeded|1|1|null"], Database.Rows("_sync_runs", "status, records, ended_at IS NOT NULL, error"));
    }

    [Fact]
    public void ATableThatSomebodyDroppedIsMadeAgain()
    {
        var catalog = Some.Catalog(Some.Stream("people", IdName, "append_dedup", key: "id"));
        Written.To(Database, catalog, Some.Record("people", """{"id":1}"""), Some.State("people")).Succeeded();
        Database.Query($"DROP TABLE {Database.Name("people")}");
        using (var store = Database.Store())
        {
            Assert.False(Assert.Single(store.ReadBookmarks()).HasTable);
        }

        Written.To(Database, catalog, Some.Record("people", """{"id":2}"""), Some.State("people")).Succeeded();
        Assert.Equal(["2"], Database.Rows("people", "id"));
    }

    [Theory]
    [InlineData("DROP TABLE {0}")]
    [InlineData("ALTER TABLE {0} DROP COLUMN name")]
    [InlineData("ALTER TABLE {0} RENAME COLUMN _generation TO mine")]
    public async Task ATableThatIsChangedInTheMiddleIsAClearErrorAndNothingOfItIsTold(string statement)
    {
        var catalog = Some.Catalog(Some.Stream("people", IdName));
        var written = new Written { OnState = _ => Database.Query(statement.Replace("{0}", Database.Name("people"), StringComparison.Ordinal)) };
        using var input = new StepwiseStream();
        input.Add(Some.Record("people", """{"id":1}"""), Some.State("people"));
        var running = Task.Run(() => written.Run(Database, catalog, input), TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(() => written.States.Count == 1, TimeSpan.FromSeconds(30));
        input.Add(Some.Record("people", """{"id":2}"""), Some.State("people"));
        input.End();
        await running;

        Assert.Contains("Somebody", written.Failure, StringComparison.Ordinal);
        Assert.Single(written.States);
    }

    [Fact]
    public void AColumnOfAForeignTypeIsAClearError()
    {
        using (Database.Store())
        {
        }

        Database.Query($"CREATE TABLE {Database.Name("people")} (id {(Database.IsPostgres ? "point" : "money")})");
        var written = Written.To(Database, Some.Catalog(Some.Stream("people", IdName)), Some.Record("people", """{"id":1}"""), Some.State("people"));
        Assert.Contains("The column id of the table of people has the type", written.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void AppendedRowsThatShareAKeyCannotBecomeUniqueSilently()
    {
        Written.To(Database, Some.Catalog(Some.Stream("people", IdName)), Some.Record("people", """{"id":1}"""), Some.Record("people", """{"id":1}"""), Some.State("people")).Succeeded();
        var written = Written.To(Database, Some.Catalog(Some.Stream("people", IdName, "append_dedup", key: "id")), Some.State("people"));

        Assert.Contains("keys more than once", written.Failure, StringComparison.Ordinal);
        Assert.Equal(["1", "1"], Database.Rows("people", "id"));
    }

    [Fact]
    public void OnlyOneRunWritesToATable()
    {
        using var other = Database.Store();
        Assert.True(other.TryLock("stream people", TimeSpan.Zero));
        using var store = Database.Store();
        Assert.False(store.TryLock("stream people", TimeSpan.Zero));
        other.Dispose();
        Assert.True(store.TryLock("stream people", TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void MoreColumnsThanATableHasRoomForGoToExtra()
    {
        var properties = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"p{i}\": {{\"type\": \"string\"}}"));
        var text = new string('x', 100);
        var values = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"p{i}\":\"{text}\""));
        Written.To(Database, Some.Catalog(Some.Stream("wide", $"{{{properties}}}")), Some.Record("wide", $"{{{values}}}"), Some.State("wide")).Succeeded();

        Assert.Equal([text], Database.Rows("wide", "p0"));
        Assert.Contains("\"p999\"", Database.One($"SELECT {Text("_extra")} FROM {Database.Name("wide")}"), StringComparison.Ordinal);
    }

    [Fact]
    public void AProbeLeavesNothingBehind()
    {
        using (var store = Database.Store())
        {
            store.Probe();
        }

        Assert.Equal("0", Database.One(Database.IsPostgres ? $"SELECT count(*) FROM pg_tables WHERE tablename LIKE '\\_check%' AND schemaname = '{Database.Schema}'" : "SELECT count(*) FROM sqlite_master WHERE name LIKE '\\_check%' ESCAPE '\\'"));
    }

    [Fact]
    public void ARunSaysWhatBeganItAlsoInTablesOfAVersionThatDidNot()
    {
        using (var first = Database.Store())
        {
            first.Begin(RunId.New(DateTimeOffset.UnixEpoch), null, null, DateTimeOffset.UnixEpoch);
        }

        Database.Query($"ALTER TABLE {Database.Name("_sync_runs")} DROP COLUMN began_by");
        using var store = Database.Store();
        store.Begin(RunId.New(DateTimeOffset.UnixEpoch.AddDays(1)), null, "webhook", DateTimeOffset.UnixEpoch.AddDays(1));
        using var again = Database.Store();

        Assert.Equal(["null", "webhook"], Database.Rows("_sync_runs", "began_by", "began_at"));
    }

    /// <remarks>Runs of platforms may go on beside it.</remarks>
    [Fact]
    public void TheNextSyncClosesTheRowsOfThoseThatWereKilled()
    {
        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        using var store = Database.Store();
        store.Begin(RunId.New(time), null, "schedule", time);
        store.Begin(RunId.New(time.AddMinutes(1)), null, null, time.AddMinutes(1));
        Assert.Null(store.ReadLastRun());
        Assert.Equal(time, store.ReadUnendedSync());

        var next = RunId.New(time.AddMinutes(2));
        store.Begin(next, null, "schedule", time.AddMinutes(2));
        Assert.Equal(["failed", "running", "running"], Database.Rows("_sync_runs", "status", "id"));
        Assert.Equal(RunEnd.WithoutAWord, store.ReadLastRun()!.Error);
        Assert.Equal(time.AddMinutes(2), store.ReadUnendedSync());

        store.End(next, new RunEnd("succeeded", time.AddMinutes(3), null, null));
        Assert.Null(store.ReadUnendedSync());
    }

    [Fact]
    public void TheLastRunIsTheOneThatEndedLast()
    {
        using var store = Database.Store();
        Assert.Null(store.ReadLastRun());

        var time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var runs = Enumerable.Range(0, 3).Select(minute => RunId.New(time.AddMinutes(minute))).ToList();
        foreach (var (minute, run) in runs.Index())
        {
            store.Begin(run, null, null, time.AddMinutes(minute));
        }

        store.End(runs[1], new RunEnd("failed", time.AddMinutes(5), null, "Nobody answers."));
        store.End(runs[0], new RunEnd("succeeded", time.AddMinutes(4), 7, null));

        Assert.Equal(new LastRun("failed", time.AddMinutes(1), time.AddMinutes(5), 0, "Nobody answers."), store.ReadLastRun());
    }

    [Fact]
    public void RecordsThatAreTooManyForTheMemoryWaitInAFile()
    {
        var catalog = Some.Catalog(Some.Stream("people", IdName, "append_dedup", key: "id"), Some.Stream("others", IdName));
        var text = new string('y', 1000);
        var lines = Enumerable.Range(0, 500).SelectMany(i => new[] { Some.Record("people", $$"""{"id":{{i}},"name":"{{text}}"}"""), Some.Record("others", $$"""{"id":{{i}}}""") })
            .Concat([Some.State("people"), Some.State("others")]);
        new Written().Run(Database, catalog, lines, options: new WriteOptions { MemoryBytes = 20_000 }).Succeeded();

        Assert.Equal("500|124750", Database.One($"SELECT count(*), sum(id) FROM {Database.Name("people")} WHERE name = '{text}'"));
        Assert.Equal("500", Database.One($"SELECT count(*) FROM {Database.Name("others")}"));
    }

    [Fact]
    public void ARecordOfTwentyMegabytesIsARow()
    {
        var text = new string('z', 20 << 20);
        Written.To(Database, Some.Catalog(Some.Stream("people", IdName)), Some.Record("people", $$"""{"id":1,"name":"{{text}}"}"""), Some.State("people")).Succeeded();

        Assert.Equal($"{20 << 20}", Database.One($"SELECT length(name) FROM {Database.Name("people")}"));
    }

    [Fact]
    public void TheMessagesOfAnotherSourceAreLoaded()
    {
        var space = $"{Database.Schema}_shop";
        var (catalog, messages) = (Example("shop.catalog.json"), Example("shop.messages.jsonl"));
        var written = new Written().Run(Database, catalog.Replace("shop_example", space, StringComparison.Ordinal), messages.Replace("shop_example", space, StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries)).Succeeded();

        Assert.Equal(3, written.States.Count);
        var orders = Database.Name("orders", space);
        Assert.Equal(["A-1|5|null", "A-2|null|12"], Database.Query($"SELECT id, total, count FROM {orders} ORDER BY id"));
        Assert.Equal(["opened"], Database.Query($"SELECT kind FROM {Database.Name("events", space)}"));
        Assert.Contains("SOURCE_FIELD_SIZE_LIMITATION", Database.One($"SELECT {Text("_changes")} FROM {Database.Name("events", space)}"), StringComparison.Ordinal);

        // The first version of A-1 by itself: every type that the source has.
        var first = messages.Replace("shop_example", space, StringComparison.Ordinal).Split('\n').Where(line => !line.Contains("\"total\": 5", StringComparison.Ordinal) && line.Length > 0);
        Database.Query($"DELETE FROM {orders}");
        new Written().Run(Database, catalog.Replace("shop_example", space, StringComparison.Ordinal), first).Succeeded();
        Assert.Equal("199.90|0.001|3|2026-01-31|08:15:00|AAECAwQ=", Database.One($"SELECT {Text("total", "weight", "count", "placed_on", "pickup_from", "receipt")} FROM {orders} WHERE id = 'A-1'").Replace("199.9|", "199.90|", StringComparison.Ordinal));
        Assert.Contains("66.6333333333333333333", Database.One($"SELECT {Text("lines")} FROM {orders} WHERE id = 'A-1'"), StringComparison.Ordinal);
        Assert.Equal(
            Database.IsPostgres ? "2026-01-31 22:30:00+00|2026-01-31 23:30:00" : "2026-01-31T22:30:00Z|2026-01-31T23:30:00",
            Database.One($"SELECT {Text("placed_at", "shop_time")} FROM {orders} WHERE id = 'A-1'"));
        (string Column, string Json)[] nested =
        [
            ("customer", """{"name": "Zoë", "address": {"lines": ["1 \"Main\" St", null]}}"""),
            ("lines", """[{"sku": "x", "price": 66.6333333333333333333}, {"sku": "y", "price": 0}]"""),
            ("coupon", "\"TEN\""),
            ("raw", """[1, "two", {"three": 3}]"""),
        ];
        Assert.All(nested, each => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(each.Json), JsonNode.Parse(Database.One($"SELECT {Text(each.Column)} FROM {orders} WHERE id = 'A-1'"))), each.Column));
        Assert.Equal(["7|null"], Database.Query($"SELECT {Text("coupon", "total")} FROM {orders} WHERE id = 'A-2'"));
        if (Database.IsPostgres)
        {
            Database.Query($"DROP SCHEMA {space} CASCADE");
        }
    }

    private static string Example(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Examples", name));

    private static double Double(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Columns as text, in one expression for each, without the database's own ideas of how to show them.</summary>
    private string Text(params string[] columns) => SqlText.List(columns.Select(column => Database.IsPostgres ? $"{SqlText.Quote(column)}::text" : SqlText.Quote(column)));
}
