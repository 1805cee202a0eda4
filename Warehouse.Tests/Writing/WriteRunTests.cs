using System.Text;
using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Writing;

/// <summary>What of the input is committed, what is handed on, and how a run ends. One suite: <see cref="SqliteWriteRunTests"/> and <see cref="PostgresWriteRunTests"/> run it.</summary>
public abstract class WriteRunTests : IDisposable
{
    private const string Properties = """{"id": {"type": "integer"}}""";

    protected abstract Database Database { get; }

    public void Dispose() => Database.Dispose();

    [Fact]
    public void AStateComesOutWithItsCountAfterItsRowsAreCommitted()
    {
        var seen = new List<string>();
        var written = new Written { OnState = _ => seen.AddRange(Database.Rows("people", "count(*)")) };
        written.Run(Database, People(), [Record(1), Record(2), Some.State("people", """{"at":1}"""), Record(3), Some.State("people", """{"at":2}"""), Some.Complete("people")]).Succeeded();

        Assert.Equal([2, 1], written.States.Select(Count));
        Assert.Equal("3", seen[^1]);
        Assert.Contains("\"stream_state\":{\"at\":1}", written.States[0], StringComparison.Ordinal);
    }

    /// <remarks>What an event wakes: its rows are kept by their keys, and the schedule reads from its own state as if they had not come.</remarks>
    [Fact]
    public void RowsCanBeCommittedWithoutAnyState()
    {
        var catalog = Some.Catalog(Some.Stream("people", """{"id": {"type": "integer"}, "at": {"type": "integer"}}""", "append_dedup", key: "id", cursor: "at"));
        Written.To(Database, catalog, Some.Record("people", """{"id":1,"at":1}"""), Some.State("people", """{"at":1}"""), Some.Complete("people")).Succeeded();
        var before = Database.Rows("_sync_streams", "state, generation, is_refreshing, completed_at");
        var written = new Written().Run(
            Database,
            catalog,
            [Some.Record("people", """{"id":1,"at":3}"""), Some.Record("people", """{"id":2,"at":2}"""), Some.State("people", """{"at":3}"""), Some.Complete("people")],
            options: new WriteOptions { LeavesStates = true }).Succeeded();

        Assert.Single(written.States);
        Assert.Equal(["1|3", "2|2"], Database.Rows("people", "id, at"));
        Assert.Equal(before, Database.Rows("_sync_streams", "state, generation, is_refreshing, completed_at"));

        // The schedule's own run brings them again.
        Written.To(Database, catalog, Some.Record("people", """{"id":1,"at":3}"""), Some.Record("people", """{"id":2,"at":2}"""), Some.State("people", """{"at":3}"""), Some.Complete("people")).Succeeded();
        Assert.Equal(["1|3", "2|2"], Database.Rows("people", "id, at"));
    }

    [Fact]
    public void MembersOfAStateThatAreNotKnownAreHandedOn()
    {
        var state = """{"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"people"},"stream_state":{"n":1.50}},"id":7,"sourceStats":{"recordCount":1.0},"destinationStats":{"recordCount":9.0},"new":[1]},"more":true}""";
        var written = Written.To(Database, People(), Record(1), state).Succeeded();

        Assert.Equal(
            """{"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"people"},"stream_state":{"n":1.50}},"id":7,"sourceStats":{"recordCount":1.0},"new":[1],"destinationStats":{"recordCount":1.0}},"more":true}""",
            Assert.Single(written.States));
    }

    [Fact]
    public void AGlobalStateCoversAllStreams()
    {
        var catalog = Some.Catalog(Some.Stream("people", Properties), Some.Stream("others", Properties));
        var written = Written.To(Database, catalog, Record(1), Some.Record("others", """{"id":2}"""), """{"type":"STATE","state":{"type":"GLOBAL","global":{"shared_state":{"lsn":1},"stream_states":[]}}}""", Record(3));

        Assert.Equal(2, Count(Assert.Single(written.States)));
        Assert.Equal(["1"], Database.Rows("people", "id"));
        Assert.Equal(["2"], Database.Rows("others", "id"));
        Assert.Contains("\"lsn\":1", Database.One($"SELECT state FROM {Database.Name("_sync_streams")} WHERE name = ''"), StringComparison.Ordinal);
    }

    [Fact]
    public void ALegacyStateCoversAllStreams()
    {
        var written = Written.To(Database, People(), Record(1), """{"type":"STATE","state":{"data":{"people":5}}}""").Succeeded();

        Assert.Single(written.States);
        Assert.Equal(["1"], Database.Rows("people", "id"));
    }

    [Fact]
    public void AStateOfOneStreamDoesNotCoverAnother()
    {
        var catalog = Some.Catalog(Some.Stream("people", Properties), Some.Stream("others", Properties));
        var written = Written.To(Database, catalog, Record(1), Some.Record("others", """{"id":2}"""), Some.State("people"));

        Assert.Empty(Database.Rows("others", "id"));
        Assert.Contains("1 records came after the last state", written.Failure, StringComparison.Ordinal);
        Assert.Equal("failed", Database.One($"SELECT status FROM {Database.Name("_sync_runs")}"));
    }

    [Fact]
    public void TheEndOfAStreamCoversItsRows()
    {
        Written.To(Database, People(), Record(1), Some.Complete("people")).Succeeded();

        Assert.Equal(["1"], Database.Rows("people", "id"));
    }

    [Fact]
    public void AStreamThatIsIncompleteKeepsWhatItsLastStateCovers()
    {
        var written = Written.To(Database, People(), Record(1), Some.State("people"), Record(2), Some.Status("people", "INCOMPLETE"));

        Assert.StartsWith("The source did not complete people. 1 records came after", written.Failure, StringComparison.Ordinal);
        Assert.Equal(["1"], Database.Rows("people", "id"));
    }

    [Fact]
    public void AnInputThatEndsWithinALineIsCut()
    {
        var input = Encoding.UTF8.GetBytes($"{Record(1)}\n{Some.State("people")}\n{Record(2)[..40]}");
        var written = new Written().Run(Database, People(), new MemoryStream(input));

        Assert.StartsWith("The input ended within a line", written.Failure, StringComparison.Ordinal);
        Assert.Equal(["1"], Database.Rows("people", "id"));
        Assert.Single(written.States);
    }

    [Fact]
    public void ALastLineWithoutALineFeedCountsIfItIsWhole()
    {
        var input = Encoding.UTF8.GetBytes($"{Record(1)}\n{Some.State("people")}");
        new Written().Run(Database, People(), new MemoryStream(input)).Succeeded();

        Assert.Equal(["1"], Database.Rows("people", "id"));
    }

    [Fact]
    public void AnEmptyInputIsAFailure() =>
        Assert.Equal("The input was empty: the source has said nothing.", Written.To(Database, People()).Failure);

    [Theory]
    [InlineData("Traceback (most recent call last):")]
    [InlineData("[1,2]")]
    [InlineData("""{"no":"type"}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"NOVELTY","novelty":{}}""")]
    [InlineData("""{"type":"SPEC","spec":{}}""")]
    public void ALineThatIsNoUseIsPassedOverAndTold(string line)
    {
        var written = Written.To(Database, People(), line, Record(1), Some.State("people")).Succeeded();

        Assert.Equal(["1"], Database.Rows("people", "id"));
        Assert.Contains(written.Log, text => text.Contains(line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"type":"RECORD","record":{"stream":"people","data":{"id":2""")]
    [InlineData("""{"type":"RECORD","record":{"stream":"people","data":7}}""")]
    [InlineData("""{"type":"RECORD","record":{"stream":"people"}}""")]
    [InlineData("""{"type":"RECORD","record":{"data":{"id":2}}}""")]
    [InlineData("""{"type":"RECORD","record":{"stream":"people","data":{"id":2}}}}""")]
    public void ARecordThatIsBrokenEndsTheRunAndLosesNothingThatAStateCovered(string line)
    {
        var written = Written.To(Database, People(), Record(1), Some.State("people"), line, Record(3), Some.State("people"));

        Assert.StartsWith("A record is broken", written.Failure, StringComparison.Ordinal);
        Assert.True(written.States.Count <= 1);
        Assert.Equal(written.States.Count == 1 ? ["1"] : [], Database.Rows("people", "id"));
        Assert.Equal("failed", Database.One($"SELECT status FROM {Database.Name("_sync_runs")}"));
    }

    [Fact]
    public void ARecordOfAStreamThatTheCatalogLacksIsAClearError()
    {
        var written = Written.To(Database, People(), Some.Record("strangers", """{"id":1}"""));

        Assert.Equal("A record is of the stream strangers, which the catalog lacks. Give source and destination the same catalog.", written.Failure);
    }

    [Fact]
    public void AStateOfAStreamThatTheCatalogLacksIsAClearError() =>
        Assert.StartsWith("A state is of the stream strangers", Written.To(Database, People(), Some.State("strangers")).Failure, StringComparison.Ordinal);

    [Fact]
    public void ASourceThatCountsOtherwiseIsTold()
    {
        var written = Written.To(Database, People(), Record(1), """{"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"people"},"stream_state":{}},"sourceStats":{"recordCount":2.0}}}""").Succeeded();

        Assert.Contains(written.Log, text => text.Contains("has sent 2 records of people since the last state; 1 have come", StringComparison.Ordinal));
    }

    [Fact]
    public void MembersOfARecordMayComeInAnyOrder()
    {
        Written.To(Database, People(), """{"record":{"emitted_at":1,"data":{"id":1},"meta":null,"namespace":null,"stream":"people"},"type":"RECORD"}""", Some.State("people")).Succeeded();

        Assert.Equal(["1"], Database.Rows("people", "id"));
    }

    [Fact]
    public void LogsOfTheSourceAreHandedOn()
    {
        const string Log = """{"type":"LOG","log":{"level":"INFO","message":"hello"}}""";
        Assert.Contains(Log, Written.To(Database, People(), Log, Some.State("people")).Succeeded().Log);
    }

    private static string People() => Some.Catalog(Some.Stream("people", Properties));

    private static string Record(int id) => Some.Record("people", $$"""{"id":{{id}}}""");

    private static int Count(string state)
    {
        using var document = System.Text.Json.JsonDocument.Parse(state);
        return (int)document.RootElement.GetProperty("state").GetProperty("destinationStats").GetProperty("recordCount").GetDouble();
    }
}
