using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Hosting;

namespace Dixa.Warehouse.Webhooks;

/// <summary>What strangers send. None of it is kept, none of it takes the memory or the connections of those who may.</summary>
public sealed class AttackTests : IDisposable
{
    private const long Gigabyte = 1L << 30;

    private readonly SqliteDatabase _database = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task WhatIsNotSignedRightIsRefused()
    {
        using var receiver = new Receiver(_database);
        var body = Encoding.UTF8.GetBytes(Receiver.Event(1));
        var good = receiver.Sign(body);
        string?[] signatures =
        [
            null, "", good.Replace("v1", "v0", StringComparison.Ordinal), good[..^1], good + "0", good.Replace("t=", "t=0", StringComparison.Ordinal), "t=1,v1=1", "' OR 1=1 --", new string('a', 8000),
            receiver.Sign(body, new string('b', 64)), receiver.Sign(body, at: DateTimeOffset.UtcNow.AddMinutes(-6)), receiver.Sign(body, at: DateTimeOffset.UtcNow.AddMinutes(6)), receiver.Sign(body.AsSpan(1)),
        ];
        foreach (var signature in signatures)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await receiver.SendAsync(body, signature));
        }

        // One too many, though each is right.
        Assert.Equal(HttpStatusCode.Unauthorized, await receiver.SendAsync(body, good, request => request.Headers.TryAddWithoutValidation(SignatureHeader.Name, good)));
        Assert.Equal(["0"], _database.Rows("webhook_events", "count(*)"));
        Assert.Equal(HttpStatusCode.OK, await receiver.SendAsync(body, good));
    }

    [Fact]
    public async Task ATamperedBodyIsRefused()
    {
        using var receiver = new Receiver(_database);
        var body = Encoding.UTF8.GetBytes(Receiver.Event(1));
        var signature = receiver.Sign(body);
        for (var i = 0; i < body.Length; i += 7)
        {
            byte[] tampered = [.. body];
            tampered[i] ^= 4;
            Assert.Equal(HttpStatusCode.Unauthorized, await receiver.SendAsync(tampered, signature));
        }

        Assert.Equal(["0"], _database.Rows("webhook_events", "count(*)"));
    }

    /// <summary>Announced, it is refused before any of it is read: the sender has sent its headers only.</summary>
    [Fact]
    public async Task AGigabyteThatIsAnnouncedIsRefusedAtOnce()
    {
        using var receiver = new Receiver(_database);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await receiver.SayAsync($"{Head(receiver)}Content-Length: {Gigabyte.ToString(CultureInfo.InvariantCulture)}\r\n\r\n"));
        Assert.Equal("HTTP/1.1 401 Unauthorized", await receiver.SayAsync($"POST /webhooks/dixa HTTP/1.1\r\nHost: a\r\nContent-Length: {Gigabyte.ToString(CultureInfo.InvariantCulture)}\r\n\r\n"));
    }

    /// <summary>In chunks nobody says how much will come. It is cut off after little more than there may be.</summary>
    [Fact]
    public async Task AGigabyteInChunksIsCutOff()
    {
        using var receiver = new Receiver(_database);
        using var client = await receiver.ConnectAsync();
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{Head(receiver)}Transfer-Encoding: chunked\r\n\r\n"), Ct);
        var answer = Receiver.HearAsync(stream);
        byte[] chunk = [.. "10000\r\n"u8, .. new byte[0x10000], .. "\r\n"u8];
        long sent = 0;
        try
        {
            for (; sent < Gigabyte; sent += chunk.Length)
            {
                await stream.WriteAsync(chunk, Ct);
            }
        }
        catch (IOException)
        {
            // Closed by the server.
        }

        Assert.Equal("HTTP/1.1 413 Payload Too Large", await answer);
        Assert.InRange(sent, 1 << 20, Gigabyte / 4);
    }

    [Fact]
    public async Task ExactlyAMegabyteIsTakenAndAByteMoreIsNot()
    {
        using var receiver = new Receiver(_database);
        var frame = """{"event_id":"large","data":{"text":""}}""";
        Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(frame.Insert(frame.Length - 3, new string('a', (1 << 20) - frame.Length))));
        // Announced and not sent: whoever sends it too may find the connection closed before the answer.
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await receiver.SayAsync($"{Head(receiver)}Content-Length: {(1 << 20) + 1}\r\n\r\n"));
        Assert.Equal(["large"], _database.Rows("webhook_events", "event_id"));
    }

    /// <summary>A kilobyte that unpacks to a gigabyte is not unpacked: what is signed are the bytes as they come.</summary>
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("identity, gzip")]
    public async Task APackedBodyIsRefused(string encoding)
    {
        using var receiver = new Receiver(_database);
        var body = Encoding.UTF8.GetBytes(Receiver.Event(1));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await receiver.SendAsync(body, receiver.Sign(body), request => request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", encoding)));
        Assert.Equal(HttpStatusCode.OK, await receiver.SendAsync(body, receiver.Sign(body), request => request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", "identity")));
    }

    [Fact]
    public async Task HeadersWithoutEndAreCutOff()
    {
        using var receiver = new Receiver(_database);
        var many = string.Concat(Enumerable.Range(0, 100).Select(i => $"X-{i}: a\r\n"));
        Assert.Equal("HTTP/1.1 431 Request Header Fields Too Large", await receiver.SayAsync($"GET /healthz HTTP/1.1\r\nHost: a\r\n{many}\r\n"));
        Assert.Equal("HTTP/1.1 431 Request Header Fields Too Large", await receiver.SayAsync($"GET /healthz HTTP/1.1\r\nHost: a\r\nX: {new string('a', 20_000)}\r\n\r\n"));
        Assert.Equal("HTTP/1.1 414 URI Too Long", await receiver.SayAsync($"GET /{new string('a', 5_000)} HTTP/1.1\r\nHost: a\r\n\r\n"));
        Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(Receiver.Event(1)));
    }

    [Theory]
    [InlineData("GET /../../etc/passwd HTTP/1.1", "HTTP/1.1 404 Not Found")]
    [InlineData("GET /webhooks/dixa/../../../etc/passwd HTTP/1.1", "HTTP/1.1 404 Not Found")]
    [InlineData("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1", "HTTP/1.1 404 Not Found")]
    [InlineData("GET /..%2f..%2fetc%2fpasswd HTTP/1.1", "HTTP/1.1 404 Not Found")]
    [InlineData("GET /..\\..\\etc\\passwd HTTP/1.1", "HTTP/1.1 404 Not Found")]
    [InlineData("GET /healthz/ HTTP/1.1", "HTTP/1.1 404 Not Found")]
    [InlineData("GET /Healthz HTTP/1.1", "HTTP/1.1 404 Not Found")]
    [InlineData("GET / HTTP/1.1", "HTTP/1.1 404 Not Found")]
    [InlineData("POST /webhooks/dixa/x HTTP/1.1", "HTTP/1.1 404 Not Found")]
    [InlineData("GET /webhooks/dixa HTTP/1.1", "HTTP/1.1 405 Method Not Allowed")]
    [InlineData("PUT /webhooks/dixa HTTP/1.1", "HTTP/1.1 405 Method Not Allowed")]
    [InlineData("DELETE /webhooks/dixa HTTP/1.1", "HTTP/1.1 405 Method Not Allowed")]
    [InlineData("OPTIONS /webhooks/dixa HTTP/1.1", "HTTP/1.1 405 Method Not Allowed")]
    [InlineData("TRACE /webhooks/dixa HTTP/1.1", "HTTP/1.1 405 Method Not Allowed")]
    [InlineData("POST /metrics HTTP/1.1", "HTTP/1.1 405 Method Not Allowed")]
    [InlineData("CONNECT evil.example:443 HTTP/1.1", "HTTP/1.1 400 Bad Request")]
    [InlineData("GET /healthz HTTP/9.9", "HTTP/1.1 505 HTTP Version Not Supported")]
    [InlineData("\0\u0001\u0002", "HTTP/1.1 400 Bad Request")]
    public async Task OtherPathsAndMethodsAreNothing(string line, string answer)
    {
        using var receiver = new Receiver(_database);
        Assert.Equal(answer, await receiver.SayAsync($"{line}\r\nHost: a\r\n\r\n"));
        Assert.Equal(["0"], _database.Rows("webhook_events", "count(*)"));
    }

    /// <remarks>Two lengths, or a length and chunks, are how requests are smuggled through a proxy.</remarks>
    [Theory]
    [InlineData("Content-Length: 5\r\nContent-Length: 6")]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: gzip, chunked")]
    [InlineData("Content-Length: -1")]
    [InlineData("Transfer-Encoding: gzip")]
    [InlineData("Host: b")]
    public async Task AnAmbiguousRequestIsRefused(string header)
    {
        using var receiver = new Receiver(_database);
        Assert.Matches("^HTTP/1.1 4[0-9][0-9] ", await receiver.SayAsync($"{Head(receiver)}{header}\r\n\r\nhello"));
        Assert.Equal(["0"], _database.Rows("webhook_events", "count(*)"));
    }

    [Fact]
    public async Task ABodyThatBreaksOffIsNotKept()
    {
        using var receiver = new Receiver(_database);
        var body = Encoding.UTF8.GetBytes(Receiver.Event(1));
        using (var client = await receiver.ConnectAsync())
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /webhooks/dixa HTTP/1.1\r\nHost: a\r\nX-DIXA-SIGNATURE: {receiver.Sign(body)}\r\nContent-Length: {body.Length}\r\n\r\n{{\"event_id\""), Ct);
            await UntilAsync(() => receiver.UnderWay == 1);
        }

        await UntilAsync(() => receiver.UnderWay == 0);
        Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(Receiver.Event(2)));
        Assert.Equal(["2"], _database.Rows("webhook_events", "csid"));
        Assert.DoesNotContain(receiver.Log, line => line.Contains("failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ABodyThatTakesTooLongIsGivenUp()
    {
        using var receiver = new Receiver(_database, limits: new WebhookLimits { BodyTimeout = TimeSpan.FromMilliseconds(100) });
        Assert.Equal("HTTP/1.1 408 Request Timeout", await receiver.SayAsync($"{Head(receiver)}Content-Length: 100\r\n\r\nhalf of it"));
    }

    /// <summary>Five hundred that say nothing, five hundred that send a byte now and then, and deliveries beside them.</summary>
    [Fact]
    public async Task ThoseWhoSayNothingHoldNobodyUp()
    {
        using var receiver = new Receiver(_database, hostLimits: new HostLimits { HeadersTimeout = TimeSpan.FromSeconds(2), IdleTimeout = TimeSpan.FromSeconds(2) });
        var clients = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 1000; i++)
            {
                var client = await receiver.ConnectAsync();
                clients.Add(client);
                var said = i % 2 == 0 ? "" : i % 4 == 1 ? "POST /webh" : $"{Head(receiver)}Content-Length: 1000\r\n\r\n{{";
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(said), Ct);
            }

            for (var i = 0; i < 50; i++)
            {
                Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(Receiver.Event(i)));
            }

            // And they are let go of: one that has said nothing, and one that has not said all of its headers.
            Assert.Equal("", await Receiver.HearAsync(clients[0].GetStream()));
            Assert.Equal("HTTP/1.1 408 Request Timeout", await Receiver.HearAsync(clients[1].GetStream()));
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        Assert.Equal(["50"], _database.Rows("webhook_events", "count(*)"));
    }

    /// <summary>Bodies that wait for their end take no more memory together than there is for them; then others are told to come again.</summary>
    [Fact]
    public async Task BodiesTakeNoMoreMemoryTogetherThanThereIs()
    {
        using var receiver = new Receiver(_database, limits: new WebhookLimits { AllBodiesBytes = 4 << 20 });
        var clients = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 4; i++)
            {
                var client = await receiver.ConnectAsync();
                clients.Add(client);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{Head(receiver)}Content-Length: {1 << 20}\r\n\r\n"), Ct);
                await client.GetStream().WriteAsync(new byte[(1 << 20) - 1], Ct);
            }

            await UntilAsync(() => receiver.Figure("dixa_webhook_body_bytes") == 4 << 20);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await receiver.DeliverAsync(Receiver.Event(1)));
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        await UntilAsync(() => receiver.UnderWay == 0);
        Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(Receiver.Event(1)));
    }

    /// <summary>More connections than there may be are closed at once; those that are there go on.</summary>
    [Fact]
    public async Task ConnectionsHaveALimit()
    {
        using var receiver = new Receiver(_database, hostLimits: new HostLimits { Connections = 10 });
        Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(Receiver.Event(1)));
        var clients = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 30; i++)
            {
                clients.Add(await receiver.ConnectAsync());
            }

            Assert.Equal("", await Receiver.HearAsync(clients[^1].GetStream()));
            Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync(Receiver.Event(2)));
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    /// <summary>Brackets within brackets, as deep as a megabyte goes.</summary>
    [Fact]
    public async Task JsonWithoutBottomIsNoEvent()
    {
        using var receiver = new Receiver(_database);
        var deep = new string('[', 500_000);
        Assert.Equal(HttpStatusCode.BadRequest, await receiver.DeliverAsync($$"""{"event_id":"deep","data":{{deep}}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await receiver.DeliverAsync($$"""{"event_id":"deep","data":{{deep}}{{deep.Replace('[', ']')}}}"""));
        Assert.Equal(HttpStatusCode.OK, await receiver.DeliverAsync($$"""{"event_id":"deep","data":{{deep[..50_000]}}{{deep[..50_000].Replace('[', ']')}}}"""));
    }

    private static string Head(Receiver receiver) => $"POST /webhooks/dixa HTTP/1.1\r\nHost: a\r\nX-DIXA-SIGNATURE: {receiver.Sign("anything"u8)}\r\n";

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 6000, "It did not come to that.");
            await Task.Delay(10, Ct);
        }
    }
}
