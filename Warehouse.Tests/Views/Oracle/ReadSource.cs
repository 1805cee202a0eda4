using System.Globalization;
using System.Text.Json.Nodes;
using Dixa.Simulator;
using Dixa.Warehouse.EndToEnd;

namespace Dixa.Warehouse.Views.Oracle;

/// <summary>The connector as it ships, reading a simulator into files of messages, each read from the states of the one before.</summary>
public sealed class ReadSource(SimulatorServer simulator) : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("dixa-answers-");
    private string? _last;

    /// <summary>The configured catalog of the last read, for the tables: what is read in full takes the place of what was there, as in a sync.</summary>
    public string Catalog
    {
        get
        {
            var catalog = JsonNode.Parse(File.ReadAllText(PathOf("catalog.json")))!;
            foreach (var stream in catalog["streams"]!.AsArray().Where(stream => (string?)stream!["sync_mode"] == "full_refresh"))
            {
                stream!["destination_sync_mode"] = "overwrite_dedup";
            }

            return catalog.ToJsonString();
        }
    }

    /// <summary>Reads what there is until a time, and gives the file.</summary>
    public async Task<string> ReadAsync(string streams, DateTimeOffset until)
    {
        await File.WriteAllTextAsync(PathOf("config.json"), new JsonObject
        {
            ["api_token"] = simulator.Options.Token,
            ["start_date"] = "2024-08-01",
            ["end_date"] = until.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["dixa_api_url"] = simulator.Url.ToString(),
            ["exports_api_url"] = simulator.Url.ToString(),
            ["exports_requests_per_minute"] = 6000,
            ["api_requests_per_second"] = 1000,
        }.ToJsonString(), TestContext.Current.CancellationToken);
        await RunAsync(PathOf("catalog.json"), "discover", "--configured", "--streams", streams);
        var messages = PathOf($"messages-{Guid.NewGuid():N}.jsonl");
        string[] state = _last is null ? [] : ["--state", _last];
        await RunAsync(messages, ["read", "--config", PathOf("config.json"), "--catalog", PathOf("catalog.json"), .. state]);
        return _last = messages;
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_directory.FullName, name);

    private static async Task RunAsync(string file, params string[] arguments)
    {
        using var process = Programs.Start(Programs.Source, arguments);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await using (var output = File.Create(file))
        {
            await process.StandardOutput.BaseStream.CopyToAsync(output, TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {process.ExitCode}. {await errors}");
    }
}
