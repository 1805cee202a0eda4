using System.Text;
using Dixa.Connector.Acceptance;
using Dixa.Connector.Harness;
using Dixa.Connector.Streams;
using Dixa.Simulator.Faults;
using Microsoft.AspNetCore.Http;

namespace Dixa.Connector.Issues;

/// <summary>Python's <c>str.splitlines()</c> and Node's <c>readline</c> break lines at characters that came through raw inside strings: their programs lost those records.</summary>
public sealed class EveryLineIsOneToEveryReader
{
    private const string Separators = "\u0085\u2028\u2029";

    [Fact]
    public async Task NoLineOfAFullReadOfAllStreamsIsSeveral()
    {
        await using var bench = await Bench.StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.FullRefresh, [.. StreamRegistry.All.Select(stream => stream.Name)]);
        var plain = await bench.Source.ReadAsync(bench.Config(), catalog);
        var spread = new SeparatorsFault { Times = -1 };
        bench.Simulator.Faults.Add(spread);
        var run = await bench.Source.ReadAsync(bench.Config(), catalog);

        Assert.Equal(0, run.ExitCode);
        Assert.True(spread.Count > 1_000);
        Assert.All(run.Lines, line => Assert.True(LineReaders.IsOneLine(line), line));
        Assert.All(StreamRegistry.All.Select(stream => stream.Name), stream => Assert.Equal(plain.Records(stream).Count(), run.Records(stream).Count()));
        Assert.Equal(plain.Records("agents").Select(agent => Plain(agent.GetProperty("displayName").GetString()!)), run.Records("agents").Select(agent => Plain(agent.GetProperty("displayName").GetString()!)));
    }

    /// <remarks>Skipped where there is no Python.</remarks>
    [Fact]
    public async Task PythonFindsAsManyLinesAsThereAre()
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Faults.Add(new SeparatorsFault { Times = -1 });
        var run = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.FullRefresh, [.. Bench.Lists]));

        Assert.Equal(run.Lines.Count, (await PythonReader.CountAsync(run.Lines)).Lines);
    }

    private static string Plain(string text) => Separators.Aggregate(text, (plain, separator) => plain.Replace(separator, ' '));

    /// <summary>No fault: the true answer with such a character in place of each space. Spaces stand in texts and names alone, since answers are compact.</summary>
    private sealed record SeparatorsFault : Fault
    {
        private int _count;

        public int Count => _count;

        public override async Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
        {
            context.Request.Headers.AcceptEncoding = default;
            var answer = context.Response.Body;
            using var whole = new MemoryStream();
            context.Response.Body = whole;
            await next(context);
            var text = Encoding.UTF8.GetString(whole.ToArray());
            var spread = string.Concat(text.Select(letter => letter == ' ' ? Separators[Interlocked.Increment(ref _count) % Separators.Length] : letter));
            context.Response.ContentLength = null;
            await answer.WriteAsync(Encoding.UTF8.GetBytes(spread), context.RequestAborted);
        }
    }
}
