using System.Net;
using System.Text;
using System.Text.Json;
using Dixa.Simulator;
using Dixa.Simulator.Control;

namespace Dixa.Connector.Control;

/// <summary>The simulator's control API: a request that makes no sense gets a 400 that says why, and changes nothing.</summary>
public sealed class ControlApiTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private SimulatorServer? _simulator;

    /// <summary>What is sent, and what the answer names.</summary>
    public static TheoryData<string, string, string, string> Senseless => new()
    {
        { "PUT", "/tokens", "{}", "token" },
        { "PUT", "/tokens", """{"token":null}""", "token" },
        { "PUT", "/tokens", """{"token":""}""", "Token" },
        { "PUT", "/tokens", """{"token":"a","forbidden":null}""", "forbidden" },
        { "PUT", "/tokens", """{"token":"a","forbidden":[null]}""", "Forbidden" },
        { "PUT", "/tokens", """{"token":"a","forbiden":[]}""", "forbiden" },
        { "PUT", "/tokens", "", "JSON" },
        { "PUT", "/tokens", "null", "null" },
        { "PUT", "/bounds", """{"lowerInclusive":"yes"}""", "lowerInclusive" },
        { "PUT", "/limits", """{"apiPerSecond":0}""", "ApiPerSecond" },
        { "PUT", "/limits", """{"apiPerSecond":1e-300}""", "ApiPerSecond" },
        { "PUT", "/limits", """{"exportsPerMinute":-1}""", "ExportsPerMinute" },
        { "PUT", "/limits", """{"apiBurst":1e99}""", "apiBurst" },
        { "POST", "/faults", "{}", "discriminator" },
        { "POST", "/faults", """{"kind":"surprise"}""", "surprise" },
        { "POST", "/faults", """{"kind":"status"}""", "code" },
        { "POST", "/faults", """{"kind":"status","code":99}""", "Code" },
        { "POST", "/faults", """{"kind":"status","code":204}""", "Body" },
        { "POST", "/faults", """{"kind":"status","code":503,"body":null}""", "body" },
        { "POST", "/faults", """{"kind":"status","code":503,"headers":{"a b":"c"}}""", "a b" },
        { "POST", "/faults", """{"kind":"status","code":503,"headers":{"a":null}}""", "Headers" },
        { "POST", "/faults", """{"kind":"status","code":503,"times":0}""", "Times" },
        { "POST", "/faults", """{"kind":"status","code":503,"skip":-1}""", "Skip" },
        { "POST", "/faults", """{"kind":"replaceBody","body":"","charset":"nonsense"}""", "Charset" },
        { "POST", "/faults", """{"kind":"replaceBody","body":"","contentType":"a\nb"}""", "ContentType" },
        { "POST", "/faults", """{"kind":"redirect","location":"\u0000"}""", "Location" },
        { "POST", "/faults", """{"kind":"drip","bytes":0,"tickMs":1}""", "Bytes" },
        { "POST", "/faults", """{"kind":"cut","afterBytes":-5}""", "AfterBytes" },
        { "POST", "/faults", """{"kind":"delay","delayMs":-5}""", "DelayMs" },
        { "POST", "/change", """{"conversations":-1}""", "Conversations" },
        { "POST", "/change", """{"conversations":2000000000}""", "Conversations" },
        { "POST", "/change", "[]", "JSON" },
        { "DELETE", "/conversations/30001?keepsExportRows=perhaps", "", "keepsExportRows" },
    };

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorServer.StartAsync(new SimulatorOptions { Conversations = 20, EndUsers = 10, Months = 1 }, ct: TestContext.Current.CancellationToken);
        _client.BaseAddress = _simulator.Url;
    }

    [Theory]
    [MemberData(nameof(Senseless))]
    public async Task WhatMakesNoSenseIsRefusedWithAReason(string method, string path, string body, string reason)
    {
        var (status, text) = await SendAsync(method, path, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(reason, JsonElement.Parse(text).GetProperty("message").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(new Simulator.Access.RateLimits(), _simulator!.Limits);
        Assert.Empty(_simulator.Faults.Planned);
    }

    /// <remarks>A body without a length is read like any other.</remarks>
    [Fact]
    public async Task AChangeWithoutALengthIsUnderstood()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_simulator/change") { Content = new StringContent("""{"conversations":3}""") };
        request.Headers.TransferEncodingChunked = true;
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var summary = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(3, summary.GetProperty("addedConversations").GetArrayLength());
    }

    /// <remarks>Members of the right names with any values: whatever is taken, and whatever the data then meet, nothing is a 500.</remarks>
    [Fact]
    public async Task NoBodyIsAnErrorOfTheServer()
    {
        string[] values = ["null", "true", "-1", "0", "1", "204", "503", "1.5", "1e99", "9223372036854775808", "\"\"", "\"/v1/tags\"", "\"status\"", "\"delay\"", "\"\\ud800\"", "[]", "[null]", "{}", "{\"a\":null}", "{\"\":\"\\u0000\"}"];
        string[] names = ["kind", "code", "path", "times", "skip", "headers", "body", "contentType", "charset", "afterBytes", "delayMs", "bytes", "tickMs", "location", "minSpanMs", "token", "forbidden", "apiPerSecond", "apiBurst", "exportsPerMinute", "enabled", "sendRetryAfter", "lowerInclusive", "conversations"];
        string[] kinds = ["status", "reset", "cut", "stall", "drip", "brokenGzip", "replaceBody", "redirect", "repeatPageKey", "foreignNext", "freshKeys"];
        (string Method, string Path)[] targets = [("POST", "/faults"), ("PUT", "/bounds"), ("PUT", "/limits"), ("PUT", "/tokens"), ("POST", "/change")];
        var random = new Random(11);
        for (var round = 0; round < 1_500; round++)
        {
            var target = targets[random.Next(10) < 6 ? 0 : random.Next(targets.Length)];
            var members = random.GetItems(names, random.Next(4)).Select(name => $"\"{name}\":{values[random.Next(values.Length)]}");
            var body = target.Path == "/faults" ? members.Prepend($"\"kind\":\"{kinds[random.Next(kinds.Length)]}\"") : members;
            var text = random.Next(20) == 0 ? values[random.Next(values.Length)] : $"{{{string.Join(',', body)}}}";
            var (status, answer) = await SendAsync(target.Method, target.Path, text);

            Assert.True(status is HttpStatusCode.NoContent or HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{target} {text}: {status} {answer}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await (_simulator?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(string method, string path, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), ControlApi.Root + path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
