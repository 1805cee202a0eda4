using System.Diagnostics;
using System.Globalization;
using System.Text;
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
    public async Task AFullReadOfAllStreamsHasAsManyLinesForPythonAsItHasLineFeeds()
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
        if (await PythonLinesAsync(bench.Source.File("stdout", string.Concat(run.Lines.Select(line => line + "\n")))) is { } lines)
        {
            Assert.Equal(run.Lines.Count, lines);
        }
    }

    private static string Plain(string text) => Separators.Aggregate(text, (plain, separator) => plain.Replace(separator, ' '));

    /// <summary>Null where there is no Python to ask.</summary>
    private static async Task<int?> PythonLinesAsync(string file)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", "import sys; print(len(open(sys.argv[1], 'rb').read().decode('utf-8').splitlines()))", file]) { RedirectStandardOutput = true })!;
            var lines = await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            return int.Parse(lines, CultureInfo.InvariantCulture);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

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
