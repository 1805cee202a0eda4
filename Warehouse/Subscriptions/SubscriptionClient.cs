using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Shared;
using Refit;

namespace Dixa.Warehouse.Subscriptions;

/// <summary>Asks Dixa about its subscriptions. Nothing is tried again by itself: a person looks on.</summary>
public sealed class SubscriptionClient : IDisposable
{
    public const string DefaultUrl = "https://dev.dixa.io";

    private const long MostBytes = 10 << 20;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client;
    private readonly IWebhooksApi _api;

    /// <param name="source">The settings of the source: its token, and where Dixa is.</param>
    /// <exception cref="WarehouseException">There is no token, or the address is none that a token may be sent to.</exception>
    [UnconditionalSuppressMessage(
        "Trimming",
        "IL2026:RequiresUnreferencedCode",
        Justification = "Refit falls back on reflection only for methods that its generator can't write out; it can write out all of ours.")]
    public SubscriptionClient(JsonObject source)
    {
        var token = Text(source, "api_token")?.Trim() ?? throw WarehouseException.Configuration("There is no token for Dixa: set api_token among the settings of the source, or DIXA_API_TOKEN.");
        Url = UrlOf(Text(source, "dixa_api_url") ?? DefaultUrl);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = Url,
            Timeout = Timeout,
            DefaultRequestHeaders = { { "User-Agent", $"dixa-warehouse/{typeof(SubscriptionClient).Assembly.GetName().Version?.ToString(3)}" }, { "Accept", "application/json" } },
        };
        if (!_client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", token))
        {
            throw WarehouseException.Configuration("api_token must be one line of printable characters: copy it again.");
        }

        _api = RestService.For<IWebhooksApi>(_client);
    }

    /// <summary>Where Dixa is.</summary>
    public Uri Url { get; }

    public Task<IReadOnlyList<Subscription>> ListAsync(CancellationToken cancellationToken) => AskAsync<IReadOnlyList<Subscription>>(
        "list its subscriptions", isWrite: false, ct => _api.GetSubscriptions(ct), data => [.. Elements(data).Select(Subscription.Parse).OfType<Subscription>()], cancellationToken);

    public Task<IReadOnlyList<LastDelivery>> DeliveriesAsync(string id, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<LastDelivery>>(
        "tell of its deliveries", isWrite: false, ct => _api.GetDeliveries(id, ct), data => [.. Elements(data).Select(LastDelivery.Parse)], cancellationToken);

    /// <summary>Makes a subscription.</summary>
    /// <returns>What Dixa says of it; null if it answers with something else.</returns>
    public async Task<Subscription?> CreateAsync(JsonObject subscription, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(subscription.ToJsonString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await AskAsync("create the subscription", isWrite: true, ct => _api.Create(content, ct), Subscription.Parse, cancellationToken);
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        AskAsync("delete the subscription", isWrite: true, ct => _api.Delete(id, ct), _ => true, cancellationToken);

    public void Dispose() => _client.Dispose();

    private async Task<T> AskAsync<T>(string what, bool isWrite, Func<CancellationToken, Task<HttpResponseMessage>> send, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        byte[] body;
        using (var message = await SendAsync(what, isWrite, send, cancellationToken))
        {
            body = await BodyOfAsync(message, what, isWrite, cancellationToken);
            if (!message.IsSuccessStatusCode)
            {
                throw SubscriptionErrors.FromStatus(message.StatusCode, what, body);
            }
        }

        try
        {
            using var document = body.Length == 0 ? null : JsonDocument.Parse(body);
            var isWrapped = document is { RootElement.ValueKind: JsonValueKind.Object } && document.RootElement.TryGetProperty("data", out _);
            return read(isWrapped ? document!.RootElement.GetProperty("data") : document?.RootElement ?? default);
        }
        catch (JsonException exception)
        {
            throw WarehouseException.Transient($"{Url.Host} was asked to {what}, and its answer is no JSON. Is it Dixa?", exception);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string what, bool isWrite, Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await send(cancellationToken);
        }
        catch (ApiRequestException exception)
        {
            throw SubscriptionErrors.FromTransport(exception, what, Url, Timeout, isWrite);
        }
    }

    private async Task<byte[]> BodyOfAsync(HttpResponseMessage message, string what, bool isWrite, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Timeout);
        try
        {
            await message.Content.LoadIntoBufferAsync(MostBytes, deadline.Token);
            return await message.Content.ReadAsByteArrayAsync(deadline.Token);
        }
        catch (Exception exception) when ((exception is HttpRequestException or IOException or OperationCanceledException) && !cancellationToken.IsCancellationRequested)
        {
            throw SubscriptionErrors.FromTransport(exception, what, Url, Timeout, isWrite);
        }
    }

    private static JsonElement.ArrayEnumerator Elements(JsonElement data) => data.ValueKind == JsonValueKind.Array ? data.EnumerateArray() : default;

    private static Uri UrlOf(string text) =>
        Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var url) && (url.Scheme == "https" || (url.Scheme == "http" && PrivateAddress.Is(url)))
            ? url
            : throw WarehouseException.Configuration($"dixa_api_url must be a URL that begins with https://, such as {DefaultUrl}, since the token is sent there; http:// is for loopback, private addresses and host names without a dot.");

    private static string? Text(JsonObject source, string name) =>
        source[name] is JsonValue value && value.TryGetValue(out string? text) && text.Trim().Length > 0 ? text : null;
}
