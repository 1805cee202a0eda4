using System.Text.Json;
using Dixa.Connector.Harness;
using Dixa.Connector.Streams;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Simulator.Recording;

namespace Dixa.Connector.Recording;

/// <summary>One recording for all tests that look at one.</summary>
[CollectionDefinition(Name)]
public sealed class RecordingCollection : ICollectionFixture<RecordedRead>
{
    public const string Name = "Recording";
}

/// <summary>All streams read through a recorder, and again from what it recorded; several tests look at both.</summary>
public sealed class RecordedRead : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dixa-recording-test");
    private SimulatorServer? _playback;

    public static IReadOnlyList<string> Streams { get; } = [.. StreamRegistry.All.Select(stream => stream.Name)];

    /// <summary>The same in each run, so that a chance that nobody could repeat fails no test.</summary>
    public static byte[] Key { get; } = [.. Enumerable.Range(7, 32).Select(number => (byte)number)];

    public Bench Bench { get; private set; } = null!;

    public string Folder => Path.Combine(_folder.FullName, "recording");

    /// <summary>What was read from Dixa, through the recorder.</summary>
    public Run Live { get; private set; } = null!;

    /// <summary>What was read from the recording.</summary>
    public Run Replayed { get; private set; } = null!;

    public RecordingCounts Counts { get; private set; } = null!;

    public IReadOnlyList<string> UnknownNames { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Bench = await Bench.StartAsync(new SimulatorOptions { Conversations = 200, EndUsers = 250, Months = 3, Gzip = true });
        var url = Bench.Simulator.Url;
        await using (var recorder = await RecorderServer.StartAsync(new RecorderOptions { To = Folder, DixaUrl = url, ExportsUrl = url }, Bench.Clock, Key))
        {
            Live = await ReadAsync(recorder.Url);
            (Counts, UnknownNames) = (recorder.Tally.Counts, [.. recorder.UnknownNames]);
        }

        _playback = await SimulatorServer.StartAsync(
            new SimulatorOptions { Recording = Folder, Token = Bench.Simulator.Options.Token, Limits = RateLimits.None }, Bench.Clock);
        Replayed = await ReadAsync(_playback.Url);
    }

    /// <summary>Reads every stream from the recording, incrementally where it can be.</summary>
    public Task<Run> ReplayAsync(string? state) => ReadAsync(_playback!.Url, state);

    public async ValueTask DisposeAsync()
    {
        if (_playback is not null)
        {
            await _playback.DisposeAsync();
        }

        await Bench.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<Run> ReadAsync(Uri url, string? state = null)
    {
        var config = Bench.Config(change: config =>
        {
            config["dixa_api_url"] = url.AbsoluteUri;
            config["exports_api_url"] = url.AbsoluteUri;
        });
        var catalog = SourceDixa.Catalog(ConfiguredModes.FullRefresh, [.. Streams]);
        var run = await Bench.Source.ReadAsync(config, state is null ? catalog : Incremental(catalog), state);
        return run.ExitCode == 0 ? run : throw new InvalidOperationException(run.ToString());
    }

    private static string Incremental(string catalog)
    {
        var root = System.Text.Json.Nodes.JsonNode.Parse(catalog)!;
        foreach (var stream in root["streams"]!.AsArray())
        {
            var definition = StreamRegistry.Find(stream!["stream"]!["name"]!.GetValue<string>())!;
            stream["sync_mode"] = definition.Cursor is null ? ConfiguredModes.FullRefresh : ConfiguredModes.Incremental;
        }

        return root.ToJsonString(JsonSerializerOptions.Web);
    }
}
