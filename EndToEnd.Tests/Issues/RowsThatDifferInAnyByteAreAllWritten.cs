using System.IO.Compression;
using System.Text;
using Dixa.Connector.Harness;
using Dixa.Simulator.Faults;
using Microsoft.AspNetCore.Http;

namespace Dixa.Connector.Issues;

/// <summary>What counted as written went by key and cursor. A row that came wrong or early kept the right one out.</summary>
public sealed class RowsThatDifferInAnyByteAreAllWritten
{
    private const string Unchanged = """{"id":"m1","created_at":1,"text":"same"}""";
    private const string Early = """{"id":"m2","created_at":2,"text":"early"}""";
    private const string Late = """{"id":"m2","created_at":2,"text":"late"}""";

    public static TheoryData<string, string, string> Streams => new()
    {
        { "messages", "/v1/message_export", "[{0}]" },
        { "activity_logs", "/v1/conversations/activitylog", "{\"data\":[{0}],\"meta\":{}}" },
        { "agents", "/v1/agents", "{\"data\":[{0}],\"meta\":{}}" },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task TwoRowsOfOneAnswerWithOneKeyAndOneCursorAreBothWritten(string stream, string path, string answer)
    {
        var texts = await ReadAsync(stream, new ReplaceBodyFault(Answer(answer, Unchanged, Early, Late, Unchanged)) { Path = path, Times = -1 });

        Assert.Equal(["same", "early", "late"], texts.Select(text => text.Text));
    }

    /// <summary>Cut at the first try, and changed before the second, without a word of it in the cursor. The later version has the later time of writing.</summary>
    [Theory]
    [MemberData(nameof(Streams))]
    public async Task ARowThatChangedBeforeTheSecondTryIsWrittenAgain(string stream, string path, string answer)
    {
        var whole = Answer(answer, Unchanged, Early, Unchanged);
        var texts = await ReadAsync(
            stream,
            new ReplaceBodyFault(whole[..whole.LastIndexOf(']')]) { Path = path },
            new ReplaceBodyFault(Answer(answer, Unchanged, Late)) { Path = path, Times = -1 });

        Assert.Equal(["same", "early", "late"], texts.Select(text => text.Text));
        Assert.True(texts[2].WrittenMs > texts[1].WrittenMs);
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task TheRightRowFollowsOneOfABodyWhoseChecksumIsWrong(string stream, string path, string answer)
    {
        // Longer than what is unpacked in one piece, so that rows come out before the checksum is reached.
        var padding = new string(' ', 3_000_000);
        var texts = await ReadAsync(
            stream,
            new WrongChecksumFault(Answer(answer, Unchanged, Early + padding)) { Path = path },
            new ReplaceBodyFault(Answer(answer, Unchanged, Late)) { Path = path, Times = -1 });

        Assert.Equal(["same", "early", "late"], texts.Select(text => text.Text));
    }

    /// <summary>Of what is held until its answer is whole nothing wrong is written, and no parent is asked for twice.</summary>
    [Fact]
    public async Task OfParentsOnlyWholePagesCountAndEachParentOnce()
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new WrongChecksumFault("""{"data":[{"id":"wrong","name":"x"}]}""") { Path = "/v1/teams" });
        bench.Simulator.Faults.Add(new ReplaceBodyFault("""{"data":[{"id":"t1","name":"old"},{"id":"t1","name":"new"}]}""") { Path = "/v1/teams" });
        bench.Simulator.Faults.Add(new ReplaceBodyFault("""{"data":[{"id":"a1"}]}""") { Path = "/v1/teams/*/agents", Times = -1 });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, "team_members"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("t1", Assert.Single(run.Records("team_members")).GetProperty("teamId").GetString());
        Assert.DoesNotContain(bench.Simulator.Requests.All, request => request.Path.Contains("wrong", StringComparison.Ordinal));
    }

    private static string Answer(string answer, params string[] rows) => answer.Replace("{0}", string.Join(',', rows), StringComparison.Ordinal);

    private static async Task<IReadOnlyList<(string? Text, long WrittenMs)>> ReadAsync(string stream, params Fault[] faults)
    {
        await using var bench = await Bench.StartAsync();
        foreach (var fault in faults)
        {
            bench.Simulator.Faults.Add(fault);
        }

        var run = await bench.Source.ReadAsync(bench.Config(bench.Now.AddDays(-2)), SourceDixa.Catalog(ConfiguredModes.FullRefresh, stream));
        Assert.True(run.ExitCode == 0, run.ToString());
        return [.. run.Messages.Where(message => message.GetProperty("type").GetString() == "RECORD").Select(message => message.GetProperty("record")).Select(record =>
            (record.GetProperty("data").GetProperty("text").GetString(), record.GetProperty("emitted_at").GetInt64()))];
    }

    /// <summary>A whole body with a checksum that is not its own: what a client reads before it knows may be wrong anywhere.</summary>
    private sealed record WrongChecksumFault(string Body) : Fault
    {
        public override async Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
        {
            const int Trailer = 8;
            using var compressed = new MemoryStream();
            await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            {
                await gzip.WriteAsync(Encoding.UTF8.GetBytes(Body), context.RequestAborted);
            }

            var bytes = compressed.ToArray();
            bytes[^Trailer] ^= 1;
            context.Request.Headers.AcceptEncoding = default;
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
