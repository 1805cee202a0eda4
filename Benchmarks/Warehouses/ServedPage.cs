using System.Diagnostics;
using System.Globalization;
using Dixa.Benchmarks.Processes;

namespace Dixa.Benchmarks.Warehouses;

/// <summary><c>dixa-warehouse serve</c> as it ships, and how long its page takes.</summary>
public sealed class ServedPage : IDisposable
{
    private readonly RunningProgram _program;
    private readonly HttpClient _client;

    private ServedPage(RunningProgram program, Uri url) => (_program, _client) = (program, new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(10) });

    /// <summary>What visitors ask for, each of them for the first time: every range with each of four channels, one of the directions, or times of business hours.</summary>
    public static IReadOnlyList<string> Filters { get; } =
    [
        .. from range in new[] { "7", "28", "91", "364" }
           from rest in new[] { "&channel=email", "&channel=widgetchat", "&channel=pstnphone", "&channel=messenger", "&direction=inbound", "&hours=business" }
           select $"/?range={range}{rest}",
    ];

    /// <summary>The most memory that was resident so far.</summary>
    public long PeakBytes => _program.PeakBytes;

    public static async Task<ServedPage> StartAsync(Workbench bench, string config)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort.Find().ToString(CultureInfo.InvariantCulture)}");
        var page = new ServedPage(RunningProgram.Start(bench, null, Workbench.Warehouse, "serve", "--config", config, "--listen", url.Authority), url);
        await RunningProgram.AnswersAsync(new Uri(url, "/healthz"));
        return page;
    }

    /// <summary>Asks for a page of numbers, whole.</summary>
    public async Task<TimeSpan> AskAsync(string path)
    {
        var start = Stopwatch.GetTimestamp();
        var text = await _client.GetStringAsync(new Uri(path, UriKind.Relative));
        var time = Stopwatch.GetElapsedTime(start);
        return text.Contains("class=\"tile\"", StringComparison.Ordinal) ? time : throw new InvalidOperationException($"{path} has no numbers: {text}");
    }

    public void Dispose()
    {
        _program.Dispose();
        _client.Dispose();
    }
}
