using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Hosting;
using Dixa.Warehouse.Pages.Serving;
using Serilog;

namespace Dixa.Warehouse.Pages;

/// <summary>The page over a test's database, in this process, and who asks for it.</summary>
public sealed class Served : IDisposable
{
    public const string Password = "correct horse battery";

    private readonly PageServer _server;
    private readonly Serilog.Core.Logger _logger;
    private readonly CancellationTokenSource _stop = new();

    public Served(Database database, string? password = null, TimeProvider? time = null, IPAddress? address = null)
    {
        _logger = new LoggerConfiguration().WriteTo.Sink(new ListSink(Log)).CreateLogger();
        var options = new PageServerOptions(new ListenAddress(address ?? IPAddress.Loopback, 0)) { Interval = TimeSpan.FromMilliseconds(50) };
        _server = PageServer.Start(options, database.Config() with { PagePassword = password }, time ?? TimeProvider.System, _logger, _stop.Token);
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_server.Addresses[0]) };
    }

    public HttpClient Client { get; }

    public List<string> Log { get; } = [];

    public string Address => Client.BaseAddress!.ToString();

    /// <summary>Asks, with a header or two of a test's own.</summary>
    public async Task<HttpResponseMessage> AskAsync(string path = "/", string? password = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (password is not null)
        {
            request.Headers.Authorization = Basic($"anybody:{password}");
        }

        change?.Invoke(request);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public async Task<HttpStatusCode> StatusAsync(string path = "/", string? password = null, Action<HttpRequestMessage>? change = null)
    {
        using var answer = await AskAsync(path, password, change);
        return answer.StatusCode;
    }

    public async Task<string> TextAsync(string path = "/")
    {
        using var answer = await AskAsync(path);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public static AuthenticationHeaderValue Basic(string pair) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));

    /// <summary>Tells the server to stop, as a signal does.</summary>
    public void Stop() => _stop.Cancel();

    public void Dispose()
    {
        Client.Dispose();
        _server.Dispose();
        _logger.Dispose();
        _stop.Dispose();
    }
}
