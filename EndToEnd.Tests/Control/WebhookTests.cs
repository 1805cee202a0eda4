using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Dixa.Simulator;
using Dixa.Simulator.Access;
using Dixa.Simulator.Webhooks;

namespace Dixa.Connector.Control;

/// <summary>The simulator tells of what happens as Dixa does: signed, at least once, in no order.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private SimulatorServer? _simulator;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SimulatorServer Simulator => _simulator!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorServer.StartAsync(new SimulatorOptions { Conversations = 30, EndUsers = 10, Months = 1, Limits = RateLimits.None }, ct: Ct);
        _client.BaseAddress = _simulator.Url;
        _client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", _simulator.Options.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _simulator!.DisposeAsync();
    }

    [Fact]
    public async Task AChangeIsDeliveredWithASignatureOverTheBodyAsItIs()
    {
        using var receiver = new WebhookReceiver();
        var subscription = await SubscribeAsync(receiver.Url, EventNames.All);
        var conversation = Simulator.Organization.AddConversation(DateTimeOffset.UtcNow);
        var note = Simulator.Organization.AddNote(conversation.Id, DateTimeOffset.UtcNow, "a note");
        await Simulator.Webhooks.DrainAsync(Ct);

        var events = receiver.Deliveries.Select(delivery => JsonNode.Parse(delivery.Body)!).ToList();
        Assert.Contains(events, each => (string?)each["event_fqn"] == "CONVERSATION_CREATED");
        Assert.Equal(conversation.Messages.Length, events.Count(each => (string?)each["event_fqn"] == "CONVERSATION_MESSAGE_ADDED"));
        Assert.Equal("a note", (string?)Assert.Single(events, each => (string?)each["data"]?["note_id"] == note.Id.ToString())["data"]!["text"]);
        Assert.All(events, each => Assert.Equal(conversation.Id, (long?)each["data"]?["conversation"]?["csid"]));
        Assert.Equal(events.Count, events.Select(each => (string?)each["event_id"]).Distinct().Count());
        Assert.All(receiver.Deliveries, delivery => Assert.Equal(Expected(delivery.Signature, delivery.Body, (string)subscription["secretKey"]!), delivery.Signature));
        Assert.All(receiver.Deliveries, delivery => Assert.Equal("Bearer a-token", delivery.Authorization));
    }

    [Fact]
    public async Task WhatIsRefusedIsSentAgainAndTheLogSaysHowItWent()
    {
        using var receiver = new WebhookReceiver(503, 500);
        var subscription = await SubscribeAsync(receiver.Url, ["ConversationNoteAdded"]);
        Simulator.Webhooks.Habits = new DeliveryHabits { RetriesMs = [1, 1, 1] };
        Simulator.Organization.AddNote(Simulator.Organization.Conversations[0].Id, DateTimeOffset.UtcNow);
        await Simulator.Webhooks.DrainAsync(Ct);

        Assert.Equal(3, receiver.Deliveries.Count);
        Assert.Single(receiver.Deliveries.Select(delivery => Encoding.UTF8.GetString(delivery.Body)).Distinct());
        var log = (await _client.GetFromJsonAsync<JsonNode>($"/v1/webhooks/{subscription["id"]}/delivery-status/logs/ConversationNoteAdded", Ct))!["data"]!.AsArray();
        Assert.Equal([503, 500, 200], log.Select(each => (int)each!["deliveryDetail"]!["responseCode"]!));
        Assert.Equal(Encoding.UTF8.GetString(receiver.Deliveries[0].Body), (string?)log[0]!["payload"]);
        var status = (await _client.GetFromJsonAsync<JsonNode>($"/v1/webhooks/{subscription["id"]}/delivery-status", Ct))!["data"]![0]!["deliveryStatus"]!;
        Assert.True((bool)status["success"]!);
    }

    [Fact]
    public async Task WhatIsRefusedForEverIsGivenUp()
    {
        using var receiver = new WebhookReceiver(400, 400, 400);
        await SubscribeAsync(receiver.Url, ["ConversationNoteAdded"]);
        Simulator.Webhooks.Habits = new DeliveryHabits { RetriesMs = [1, 1] };
        Simulator.Organization.AddNote(Simulator.Organization.Conversations[0].Id, DateTimeOffset.UtcNow);
        await Simulator.Webhooks.DrainAsync(Ct);

        Assert.Equal((3, 0L, 1L), (receiver.Deliveries.Count, Simulator.Webhooks.Delivered, Simulator.Webhooks.Abandoned));
    }

    [Fact]
    public async Task EventsComeTwiceInAnyOrderOrNeverWhereThatIsAskedFor()
    {
        using var receiver = new WebhookReceiver();
        await SubscribeAsync(receiver.Url, ["ConversationNoteAdded"]);
        await PutAsync("/_simulator/deliveries", """{"duplicates": 1, "delayMs": 50}""");
        for (var i = 0; i < 40; i++)
        {
            Simulator.Organization.AddNote(Simulator.Organization.Conversations[0].Id, DateTimeOffset.UtcNow, $"{i:00}");
        }

        await Simulator.Webhooks.DrainAsync(Ct);
        var notes = receiver.Deliveries.Select(delivery => (string)JsonNode.Parse(delivery.Body)!["data"]!["text"]!).ToList();
        Assert.All(notes.GroupBy(text => text), group => Assert.Equal(2, group.Count()));
        Assert.Equal(40, notes.Distinct().Count());
        Assert.NotEqual(notes.Order(StringComparer.Ordinal), notes);

        await PutAsync("/_simulator/deliveries", """{"losses": 1}""");
        Simulator.Organization.AddNote(Simulator.Organization.Conversations[0].Id, DateTimeOffset.UtcNow);
        await Simulator.Webhooks.DrainAsync(Ct);
        Assert.Equal(80, receiver.Deliveries.Count);
    }

    [Fact]
    public async Task EveryEventCanBeCalledForByName()
    {
        using var receiver = new WebhookReceiver();
        await SubscribeAsync(receiver.Url, EventNames.All);
        var id = Simulator.Organization.Conversations[0].Id;
        foreach (var name in EventNames.All)
        {
            using var answer = await _client.PostAsJsonAsync("/_simulator/events", new { @event = name, conversation = id }, Ct);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        await Simulator.Webhooks.DrainAsync(Ct);
        var fqns = receiver.Deliveries.Select(delivery => (string)JsonNode.Parse(delivery.Body)!["event_fqn"]!).ToHashSet();
        Assert.Equal(EventNames.All.Count, fqns.Count);
        Assert.Superset(new HashSet<string> { "SLA_EVALUATION_BREACHED", "CONVERSATION_MESSAGE_DELIVERY_SPAM_COMPLAINT", "AGENT_BANNED_IP", "TYPING_STARTED" }, fqns);

        using var unknown = await _client.PostAsJsonAsync("/_simulator/events", new { @event = "Nonsense" }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task ASubscriptionIsCreatedChangedAndDeleted()
    {
        using var receiver = new WebhookReceiver();
        var subscription = await SubscribeAsync(receiver.Url, ["ConversationNoteAdded"]);
        Assert.Equal(64, ((string)subscription["secretKey"]!).Length);
        Assert.Equal(receiver.Url.ToString(), (string?)(await OneAsync(subscription))["url"]);

        using (var patch = await SendAsync(HttpMethod.Patch, $"/v1/webhooks/{subscription["id"]}", """{"enabled": false}"""))
        {
            Assert.Equal(HttpStatusCode.OK, patch.StatusCode);
        }

        Assert.False((bool)(await OneAsync(subscription))["enabled"]!);
        Simulator.Organization.AddNote(Simulator.Organization.Conversations[0].Id, DateTimeOffset.UtcNow);
        await Simulator.Webhooks.DrainAsync(Ct);
        Assert.Empty(receiver.Deliveries);

        using (var delete = await _client.DeleteAsync(new Uri($"/v1/webhooks/{subscription["id"]}", UriKind.Relative), Ct))
        {
            Assert.Equal(HttpStatusCode.NoContent, delete.StatusCode);
        }

        using var gone = await _client.GetAsync(new Uri($"/v1/webhooks/{subscription["id"]}", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name": "a", "url": "http://127.0.0.1/", "customHeaders": {}}""", "authorization")]
    [InlineData("""{"name": "a", "url": "http://127.0.0.1/", "customHeaders": {}, "authorization": {"_type": "NoAuth"}, "events": ["Nonsense"]}""", "events")]
    [InlineData("""[]""", "object")]
    [InlineData("""{""", "JSON")]
    public async Task ASubscriptionThatMakesNoSenseIsRefused(string body, string named)
    {
        using var answer = await SendAsync(HttpMethod.Post, "/v1/webhooks", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(named, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    /// <summary>The subscriptions of a generated organisation have addresses that are nobody's.</summary>
    [Fact]
    public async Task NobodyOutsideIsTold()
    {
        Simulator.Organization.Change(DateTimeOffset.UtcNow);
        await Simulator.Webhooks.DrainAsync(Ct);
        Assert.Equal((0L, 0L), (Simulator.Webhooks.Delivered, Simulator.Webhooks.Abandoned));
    }

    private static string Expected(string signature, byte[] body, string secret)
    {
        var time = signature.Split(',')[0][2..];
        using var hmac = new HMACSHA256(Convert.FromHexString(secret));
        return $"t={time},v1={Convert.ToHexStringLower(hmac.ComputeHash([.. Encoding.ASCII.GetBytes($"{time}."), .. body]))}";
    }

    private async Task<JsonNode> SubscribeAsync(Uri url, IEnumerable<string> events)
    {
        using var answer = await _client.PostAsJsonAsync(
            "/v1/webhooks",
            new { name = "a test", url, events, authorization = new { value = "a-token", _type = "TokenAuth" }, customHeaders = new Dictionary<string, string>() },
            Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!["data"]!;
    }

    private async Task<JsonNode> OneAsync(JsonNode subscription) => (await _client.GetFromJsonAsync<JsonNode>($"/v1/webhooks/{subscription["id"]}", Ct))!["data"]!;

    private async Task PutAsync(string path, string body)
    {
        using var answer = await SendAsync(HttpMethod.Put, path, body);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return await _client.SendAsync(request, Ct);
    }
}
