using System.Globalization;
using Dixa.Benchmarks;

const int Runs = 5;
if (args is ["large-window", var image, var gigabytes, var megabytes])
{
    return await LargeWindow.RunAsync(
        Path.GetFullPath("artifacts/source-dixa/source-dixa"),
        image,
        double.Parse(gigabytes, CultureInfo.InvariantCulture),
        int.Parse(megabytes, CultureInfo.InvariantCulture));
}

var connector = Path.GetFullPath(args is [var given] ? given : "artifacts/source-dixa/source-dixa");
if (!File.Exists(connector))
{
    await Console.Error.WriteLineAsync($"There is no {connector}. Make it with: dotnet publish Connector -c Release -r linux-x64 -o artifacts/source-dixa");
    return 2;
}

Console.WriteLine($"source-dixa against a loopback server that only sends a file; {Environment.ProcessorCount} cores, .NET {Environment.Version}, the median of {Runs} runs\n");
Console.WriteLine("| what | records | MB in | seconds | records/s | MB/s | times curl | peak MB |");
Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
await ReadAsync(300_000);
await ReadAsync(3_000_000);

Console.WriteLine("\n| command | ms |\n|---|---:|");
await StartAsync("spec");
return 0;

async Task ReadAsync(int records)
{
    // Everything lies in one day, and the day is one window.
    var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    using var export = new ExportFile(records, start);
    using var server = new FileServer(export.Path);
    var folder = Directory.CreateTempSubdirectory("dixa-benchmark");
    var config = Path.Combine(folder.FullName, "config.json");
    var catalog = Path.Combine(folder.FullName, "catalog.json");
    await File.WriteAllTextAsync(config, $$"""{"api_token":"t","start_date":"2026-01-01","end_date":"2026-01-02","dixa_api_url":"{{server.Url}}","exports_api_url":"{{server.Url}}"}""");
    await File.WriteAllTextAsync(catalog, """{"streams":[{"stream":{"name":"conversations"},"sync_mode":"full_refresh","destination_sync_mode":"overwrite"}]}""");
    var output = Path.Combine(folder.FullName, "output.jsonl");
    try
    {
        var ours = await MedianAsync(() => Measurement.OfAsync(connector, ["read", "--config", config, "--catalog", catalog], output));
        var written = await File.ReadLinesAsync(output).CountAsync(line => line.StartsWith("{\"type\":\"RECORD\"", StringComparison.Ordinal));
        if (written != records)
        {
            throw new InvalidOperationException($"{written} records came out of {records}");
        }

        var curl = await MedianAsync(() => Measurement.OfAsync("curl", ["-s", server.Url]));
        var seconds = ours.Wall.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| conversations of 1.5 KB, one window, to a file | {records} | {export.Bytes / 1e6:0} | {seconds:0.00} | {records / seconds:0} | {export.Bytes / 1e6 / seconds:0} | {seconds / curl.Wall.TotalSeconds:0.0} | {ours.PeakBytes / 1e6:0} |"));
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}

async Task StartAsync(string command)
{
    var measured = await MedianAsync(() => Measurement.OfAsync(connector, [command]));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {command} | {measured.Wall.TotalMilliseconds:0} |"));
}

static async Task<Measurement> MedianAsync(Func<Task<Measurement>> run)
{
    var runs = new List<Measurement>();
    for (var i = 0; i < Runs; i++)
    {
        runs.Add(await run());
    }

    return new Measurement(runs.Select(run => run.Wall).Order().ElementAt(Runs / 2), runs.Max(run => run.PeakBytes));
}
