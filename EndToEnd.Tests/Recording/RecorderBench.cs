using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Simulator.Recording;

namespace Dixa.Connector.Recording;

/// <summary>A simulated Dixa, a recorder in front of it, and a client that asks the recorder.</summary>
public sealed class RecorderBench : IAsyncDisposable
{
    private const string Token = "dixa-simulator-token";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dixa-recorder-test");
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(2) };
    private RecorderServer? _recorder;

    private RecorderBench(SimulatorServer dixa) => Dixa = dixa;

    public SimulatorServer Dixa { get; }

    public string Folder => Path.Combine(_folder.FullName, "recording");

    public RecorderServer Recorder => _recorder ?? throw new InvalidOperationException("It has ended.");

    /// <param name="limits">How much is held of an answer; null for as much as else.</param>
    /// <param name="host">Another host than the simulated Dixa.</param>
    public static async Task<RecorderBench> StartAsync(RecordingLimits? limits = null, Uri? host = null)
    {
        var dixa = await SimulatorServer.StartAsync(new SimulatorOptions { Conversations = 30, EndUsers = 120, Months = 1, Limits = RateLimits.None });
        var bench = new RecorderBench(dixa);
        bench._recorder = await RecorderServer.StartAsync(
            new RecorderOptions { To = bench.Folder, DixaUrl = host ?? dixa.Url, ExportsUrl = host ?? dixa.Url, Limits = limits ?? new() }, null, RecordedRead.Key);
        return bench;
    }

    public async Task<HttpResponseMessage> SendAsync(string target, HttpMethod? method = null, string? posted = null, Uri? to = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(to ?? Recorder.Url, target));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        request.Content = posted is null ? null : new StringContent(posted, Encoding.UTF8, "application/json");
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a request line as it is, and returns the whole answer.</summary>
    public async Task<string> SendRawAsync(string requestLine)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Recorder.Url.Host, Recorder.Url.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{requestLine} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {Token}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Ends the recorder.</summary>
    public async Task<RecordingCounts> EndAsync()
    {
        var recorder = Recorder;
        _recorder = null;
        await recorder.DisposeAsync();
        return recorder.Tally.Counts;
    }

    /// <summary>Ends the recorder and plays back what it recorded.</summary>
    public async Task<SimulatorServer> PlayBackAsync()
    {
        await EndAsync();
        return await SimulatorServer.StartAsync(new SimulatorOptions { Recording = Folder, Limits = RateLimits.None });
    }

    public string Lines(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public async ValueTask DisposeAsync()
    {
        if (_recorder is not null)
        {
            await _recorder.DisposeAsync();
        }

        _client.Dispose();
        await Dixa.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
