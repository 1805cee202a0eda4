using System.Net;
using System.Security.Cryptography;
using Dixa.Simulator.Http;
using Dixa.Simulator.Recording.Replacement;
using Microsoft.Extensions.Hosting;

namespace Dixa.Simulator.Recording;

/// <summary>Stands between a connector and Dixa, and records what passes.</summary>
public sealed class RecorderServer : IAsyncDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly RecorderOptions _options;
    private readonly RecordingDirectory _directory;
    private readonly Replacements _replacements;
    private readonly HttpClient _client;
    private readonly WebApplication _app;

    private RecorderServer(RecorderOptions options, byte[] key, TimeProvider time)
    {
        _options = options;
        _replacements = new Replacements(key);
        _directory = RecordingDirectory.Create(options, time.GetUtcNow());

        // No redirects, so that the token goes nowhere else; no unpacking, so that bodies pass as they are; no cookies.
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _app = Build(new Relay(_client, options, new AnswerRecorder(_directory, _replacements, options.Limits, Tally)));
    }

    public RecordingTally Tally { get; } = new();

    /// <inheritdoc cref="Replacements.UnknownNames"/>
    public IEnumerable<string> UnknownNames => _replacements.UnknownNames;

    /// <summary>Where to reach it, with the port that it really got.</summary>
    public Uri Url => Listening.UrlOf(_app, _options.Host);

    /// <param name="options">Where to listen, ask and write.</param>
    /// <param name="time">Of which the recording keeps the day.</param>
    /// <param name="key">Of the replacements; without one a random one, which is never written.</param>
    /// <param name="ct">Ends the start.</param>
    public static async Task<RecorderServer> StartAsync(RecorderOptions options, TimeProvider? time = null, byte[]? key = null, CancellationToken ct = default)
    {
        var server = new RecorderServer(options, key ?? RandomNumberGenerator.GetBytes(32), time ?? TimeProvider.System);
        try
        {
            await server._app.StartAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops at once; bodies on their way are cut, and what has come of them is recorded.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _client.Dispose();
        _directory.WriteManifest(Tally.Counts);
        _directory.Dispose();
    }

    private WebApplication Build(Relay relay)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listening.Configure(kestrel, _options.Host, _options.Port));
        var app = builder.Build();
        app.Use(ErrorAnswer.CatchAsync);
        app.Use(relay.PassAsync);
        return app;
    }
}
