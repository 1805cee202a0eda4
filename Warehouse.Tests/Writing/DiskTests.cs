using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Writing;

/// <summary>A disk is full, or can't be written to: what a state was written out for is kept, and once there is room the next run goes on.</summary>
public sealed class DiskTests(PostgresCluster cluster)
{
    private const int Records = 60;

    private static readonly string People = Some.Catalog(Some.Stream("people", """{"id": {"type": "integer"}, "text": {"type": "string"}}""", "append_dedup", key: "id"));

    /// <summary>Text that no database can make smaller.</summary>
    private static readonly string[] Texts = [.. Enumerable.Range(0, Records).Select(Random)];

    [Fact]
    public void AFileWhoseDiskIsFullGoesOnWhereItWas()
    {
        using var disk = new SmallDisk(megabytes: 3);
        using var database = new SqliteDatabase { Folder = disk.Path };
        Fill(database, () => disk.Grow(100), "is full");
    }

    [Fact]
    public void AServerWhoseDiskIsFullGoesOnWhereItWas()
    {
        using var disk = new SmallDisk(megabytes: 3);
        using var database = new PostgresDatabase(cluster);
        var space = $"space_{database.Schema}";
        cluster.Own(disk.Path);
        database.Query($"CREATE TABLESPACE {space} LOCATION '{disk.Path}'");
        try
        {
            Written.To(database, People, Some.State("people")).Succeeded();
            database.Query($"ALTER TABLE {database.Name("people")} SET TABLESPACE {space}");
            Fill(database, () => disk.Grow(100), "is full");
        }
        finally
        {
            database.Query($"DROP TABLE {database.Name("people")}");
            database.Query($"DROP TABLESPACE {space}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhereRowsThatWaitHaveNoRoomTheRunEndsAndSaysWhere(bool isPostgres)
    {
        using var disk = new SmallDisk(megabytes: 1);
        using Database database = isPostgres ? new PostgresDatabase(cluster) : new SqliteDatabase();
        var written = new Written().Run(database, People, Lines(0, Records).Where(line => !line.Contains("STATE", StringComparison.Ordinal)).Prepend(Some.State("people")), options: new WriteOptions { MemoryBytes = 100_000, SpillDirectory = disk.Path });

        Assert.StartsWith($"Rows that wait for their state can't be kept in {disk.Path}: ", written.Failure, StringComparison.Ordinal);
        Assert.Contains("TMPDIR", written.Failure, StringComparison.Ordinal);
        Assert.Empty(database.Rows("people", "id"));
        Assert.Equal(["failed"], database.Rows("_sync_runs", "status"));
    }

    [Fact]
    public void AFileThatCannotBeWrittenToIsAClearError()
    {
        using var disk = new SmallDisk(megabytes: 3);
        using var database = new SqliteDatabase { Folder = disk.Path };
        Written.To(database, People, Some.State("people")).Succeeded();
        disk.Protect();
        var written = Written.To(database, People, Some.State("people"));

        var error = Assert.IsType<WarehouseException>(written.Error);
        Assert.Contains("write", error.Message, StringComparison.Ordinal);
        Assert.Equal(FailureKind.Configuration, error.Kind);
        Assert.Empty(written.States);
    }

    /// <summary>Writes until the disk is full, looks at what is there, makes room and writes the rest.</summary>
    private static void Fill(Database database, Action makeRoom, string expected)
    {
        var options = new WriteOptions { BatchBytes = 200_000 };
        var written = new Written().Run(database, People, Lines(0, Records), options: options);
        Assert.Contains(expected, written.Failure, StringComparison.Ordinal);
        Assert.InRange(written.States.Count, 1, Records - 1);

        makeRoom();
        Assert.Equal(Expected(written.States.Count), database.Rows("people", "id, text"));
        new Written().Run(database, People, Lines(written.States.Count, Records).Append(Some.Complete("people")), options: options).Succeeded();
        Assert.Equal(Expected(Records), database.Rows("people", "id, text"));
    }

    private static IEnumerable<string> Expected(int count) => Enumerable.Range(0, count).Select(id => $"{id}|{Texts[id]}");

    private static IEnumerable<string> Lines(int from, int to) => Enumerable.Range(from, to - from)
        .SelectMany(id => new[] { Some.Record("people", $$"""{"id":{{id}},"text":"{{Texts[id]}}"}"""), Some.State("people", $$"""{"at":{{id}}}""") });

    private static string Random(int seed)
    {
        var bytes = new byte[75_000];
        new Random(seed).NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }
}
