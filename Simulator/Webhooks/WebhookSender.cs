using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Dixa.Shared;
using Dixa.Simulator.Data;
using Dixa.Simulator.Generation;

namespace Dixa.Simulator.Webhooks;

/// <summary>Tells the subscriptions of what happens, each event at least once unless told otherwise, and keeps how that went.</summary>
/// <remarks>Delivers to this machine and to private networks only: the addresses of a generated organisation are nobody's.</remarks>
public sealed class WebhookSender : IAsyncDisposable
{
    /// <summary>The most deliveries of an event that are kept for the log.</summary>
    private const int Kept = 20;

    private readonly Organization _organization;
    private readonly TimeProvider _time;
    private readonly RandomSource _random;
    private readonly Lock _gate = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 32 }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<long, Task> _underWay = new();
    private long _started;
    private long _delivered;
    private long _abandoned;

    public WebhookSender(Organization organization, TimeProvider time)
    {
        (_organization, _time, _random) = (organization, time, new RandomSource(organization.Seed, item: -7));
        organization.Changed = (before, after) =>
        {
            foreach (var happened in ConversationEvents.Between(before, after))
            {
                Send(happened);
            }
        };
    }

    public DeliveryHabits Habits { get; set; } = new();

    /// <summary>Deliveries that were answered with 2xx, duplicates among them.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>Deliveries that were given up after the last retry.</summary>
    public long Abandoned => Interlocked.Read(ref _abandoned);

    /// <summary>Deliveries that are not over, waits for a retry among them.</summary>
    public int UnderWay => _underWay.Count;

    /// <summary>Tells everybody who subscribed to it; returns at once.</summary>
    public void Send(OrganizationEvent happened)
    {
        var workspace = _organization.Workspace;
        var told = workspace.Webhooks.Rows.Where(webhook => IsNear(webhook.Url) && WebhookFilterMatch.Wants(webhook, happened)).ToList();
        if (told.Count == 0)
        {
            return;
        }

        var (habits, body) = (Habits, EventWriter.Write(Draw(random => random.NextId()), happened, workspace));
        foreach (var webhook in told)
        {
            if (Chance(habits.Losses))
            {
                continue;
            }

            Start(webhook, happened.Name, body, habits);
            if (Chance(habits.Duplicates))
            {
                Start(webhook, happened.Name, body, habits);
            }
        }
    }

    /// <summary>Completes when nothing is under way any more.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        while (_underWay.Values.FirstOrDefault() is { } delivery)
        {
            await delivery.WaitAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_underWay.Values);
        _client.Dispose();
        _stop.Dispose();
    }

    private void Start(Webhook webhook, string name, byte[] body, DeliveryHabits habits)
    {
        var number = Interlocked.Increment(ref _started);
        var delay = TimeSpan.FromMilliseconds(habits.DelayMs == 0 ? 0 : Draw(random => random.Below(habits.DelayMs)));
        var begin = new TaskCompletionSource();
        _underWay[number] = RunAsync();
        begin.SetResult();

        async Task RunAsync()
        {
            await begin.Task.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            try
            {
                await DeliverAsync(webhook, name, body, delay, habits);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // The simulator ends, and what is under way with it.
            }
            finally
            {
                _underWay.TryRemove(number, out _);
            }
        }
    }

    private async Task DeliverAsync(Webhook webhook, string name, byte[] body, TimeSpan delay, DeliveryHabits habits)
    {
        foreach (var wait in habits.RetriesMs.Select(ms => TimeSpan.FromMilliseconds(ms)).Prepend(delay))
        {
            await Task.Delay(wait, _time, _stop.Token);
            var delivery = await PostAsync(webhook, body, habits);
            Keep(webhook.Id, name, delivery);
            if (delivery.IsSuccess)
            {
                Interlocked.Increment(ref _delivered);
                return;
            }
        }

        Interlocked.Increment(ref _abandoned);
    }

    private async Task<Delivery> PostAsync(Webhook webhook, byte[] body, DeliveryHabits habits)
    {
        var at = _time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (header, value) in webhook.Headers)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        request.Headers.TryAddWithoutValidation(WebhookSignature.Header, WebhookSignature.Of(body, webhook.SecretKey, at.ToUnixTimeMilliseconds()));
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(habits.TimeoutMs), _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, timeout.Token);
        try
        {
            using var answer = await _client.SendAsync(request, stop.Token);
            return new Delivery(at, (int)answer.StatusCode, answer.ReasonPhrase ?? "") { Payload = body };
        }
        catch (HttpRequestException failure)
        {
            return new Delivery(at, 0, failure.Message) { Payload = body };
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return new Delivery(at, 0, "timeout") { Payload = body };
        }
    }

    private void Keep(Guid webhookId, string name, Delivery delivery) => _organization.Edit(workspace =>
        workspace.Webhooks.Find(webhookId) is { } webhook
            ? workspace with
            {
                Webhooks = workspace.Webhooks.With(webhook with
                {
                    Events = [.. webhook.Events.Select(subscribed => subscribed.Name == name
                        ? subscribed with { LastDelivery = delivery, Deliveries = [.. subscribed.Deliveries.TakeLast(Kept - 1), delivery] }
                        : subscribed)],
                }),
            }
            : workspace);

    /// <summary>Draws for a delivery; events come from any thread.</summary>
    private T Draw<T>(Func<RandomSource, T> draw)
    {
        lock (_gate)
        {
            return draw(_random);
        }
    }

    private bool Chance(double share) => share > 0 && Draw(random => random.Chance(share));

    /// <summary>Whether an address is this machine's, a container's or a private network's.</summary>
    private static bool IsNear(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) && PrivateAddress.Is(url);
}
