using System.Globalization;
using System.Net;
using Refit;

namespace Dixa.Connector.StandIns;

/// <summary>What the connector relies on. It holds for the stand-in and, with <c>-p:UseRefitPackage=true</c>, for Refit.</summary>
public sealed class RefitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APlaceholderOfThePathIsFilledWithTheEscapedValue() =>
        Assert.Equal("GET /v1/items/a%2Fb%20%C3%A6/parts HTTP/1.1", await RequestLine((api, ct) => api.Parts("a/b æ", ct)));

    [Fact]
    public async Task WhatThePathDoesNotNameIsAppendedToTheQueryUnderItsAlias() =>
        Assert.Equal(
            "GET /v1/items?sort=asc&text=a%26b%3Dc&limit=50&page%20key=%2B%2F&open=True HTTP/1.1",
            await RequestLine((api, ct) => api.Search("a&b=c", 50, "+/", true, ct)));

    [Fact]
    public async Task ANullIsLeftOutOfTheQuery() =>
        Assert.Equal("GET /v1/items?sort=asc&limit=50 HTTP/1.1", await RequestLine((api, ct) => api.Search(null, 50, null, null, ct)));

    [Fact]
    public async Task ValuesAreWrittenInTheInvariantCulture()
    {
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };

        Assert.Equal(
            "GET /v1/values?number=1.5&day=2026-03-04&time=03%2F04%2F2026%2005%3A06%3A07%20%2B00%3A00 HTTP/1.1",
            await RequestLine((api, ct) => api.Values(1.5, new(2026, 3, 4), new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), ct)));
    }

    [Theory]
    [InlineData("/base")]
    [InlineData("/base/")]
    public async Task ThePathOfTheBaseAddressComesFirst(string path)
    {
        using var server = new ProbeServer();
        using var client = new HttpClient { BaseAddress = new Uri(server.Address, path) };

        using var answer = await RestService.ForGenerated<IProbeApi>(client).List(Cancellation);

        Assert.Equal("GET /base/v1/items HTTP/1.1", server.Request[0]);
    }

    [Fact]
    public async Task AUrlParameterIsTheWholeAddress()
    {
        using var server = new ProbeServer();
        using var client = new HttpClient { BaseAddress = new Uri("http://192.0.2.1/base/") };

        using var answer = await RestService.ForGenerated<IProbeApi>(client).Follow(new Uri(server.Address, "/next?pageKey=a%2Fb"), Cancellation);

        Assert.Equal("GET /next?pageKey=a%2Fb HTTP/1.1", server.Request[0]);
    }

    [Fact]
    public async Task AQueryParameterIsAppendedToTheQueryOfAUrlParameter()
    {
        using var server = new ProbeServer();
        using var client = new HttpClient { BaseAddress = server.Address };

        using var answer = await RestService.ForGenerated<IProbeApi>(client).FollowWithQuery($"{server.Address}next?a=1", 2, Cancellation);

        Assert.Equal("GET /next?a=1&page=2 HTTP/1.1", server.Request[0]);
    }

    [Fact]
    public async Task AUrlParameterThatIsNotAbsoluteIsRefused()
    {
        using var client = new HttpClient { BaseAddress = new Uri("http://192.0.2.1") };
        var api = RestService.ForGenerated<IProbeApi>(client);

        await Assert.ThrowsAsync<ArgumentException>(() => api.Follow(new Uri("next", UriKind.Relative), Cancellation));
    }

    [Fact]
    public async Task AClientWithoutABaseAddressIsRefused()
    {
        using var client = new HttpClient();
        var api = RestService.ForGenerated<IProbeApi>(client);

        await Assert.ThrowsAsync<InvalidOperationException>(() => api.List(Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => api.Follow(new Uri("http://192.0.2.1/next"), Cancellation));
    }

    [Fact]
    public void AClientThatIsNullIsNotRefusedBeforeItIsUsed()
    {
        Assert.NotNull(RestService.ForGenerated<IProbeApi>(null!));
        Assert.NotNull(RestService.For<IProbeApi>((HttpClient)null!));
    }

    [Fact]
    public async Task HeadersComeFromTheInterfaceTheMethodAndTheParameter()
    {
        using var server = new ProbeServer();
        using var client = new HttpClient { BaseAddress = server.Address };

        using var answer = await RestService.ForGenerated<IProbeApi>(client).WithHeaders("parameter", Cancellation);

        Assert.Contains("X-Interface: interface", server.Request);
        Assert.Contains("X-Overridden: method", server.Request);
        Assert.Contains("X-Parameter: parameter", server.Request);
    }

    [Fact]
    public async Task ANullHeaderIsLeftOut()
    {
        using var server = new ProbeServer();
        using var client = new HttpClient { BaseAddress = server.Address };

        using var answer = await RestService.ForGenerated<IProbeApi>(client).WithHeaders(null, Cancellation);

        Assert.DoesNotContain(server.Request, line => line.StartsWith("X-Parameter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AContentGoesOutAsTheBodyWithItsOwnHeaders()
    {
        using var server = new ProbeServer();
        using var client = new HttpClient { BaseAddress = server.Address };
        using var content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");

        using var answer = await RestService.ForGenerated<IProbeApi>(client).Create(content, Cancellation);

        Assert.Equal("POST /v1/items HTTP/1.1", server.Request[0]);
        Assert.Contains("Content-Type: application/json; charset=utf-8", server.Request);
        Assert.Contains("Content-Length: 2", server.Request);
    }

    [Fact]
    public async Task ADeletionHasNoBody()
    {
        using var server = new ProbeServer();
        using var client = new HttpClient { BaseAddress = server.Address };

        using var answer = await RestService.ForGenerated<IProbeApi>(client).Delete("a b", Cancellation);

        Assert.Equal("DELETE /v1/items/a%20b HTTP/1.1", server.Request[0]);
        Assert.DoesNotContain(server.Request, line => line.StartsWith("Content-Type", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnErrorStatusIsAnAnswerLikeAnyOther()
    {
        using var server = new ProbeServer("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 4\r\nConnection: close\r\n\r\nslow");
        using var client = new HttpClient { BaseAddress = server.Address };

        using var answer = await RestService.ForGenerated<IProbeApi>(client).List(Cancellation);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter?.Delta);
        Assert.Equal("slow", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task AnAnswerIsHandedOverBeforeItsBodyIsComplete()
    {
        using var server = new ProbeServer("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n[");
        using var client = new HttpClient { BaseAddress = server.Address };

        using var answer = await RestService.ForGenerated<IProbeApi>(client).List(Cancellation);

        using var body = await answer.Content.ReadAsStreamAsync(Cancellation);
        Assert.Equal('[', body.ReadByte());
    }

    [Fact]
    public async Task AFailureOfTheTransportIsWrappedWithItsRequest()
    {
        var address = ProbeServer.ClosedAddress();
        using var client = new HttpClient { BaseAddress = address };
        var api = RestService.ForGenerated<IProbeApi>(client);

        var exception = await Assert.ThrowsAsync<ApiRequestException>(() => api.List(Cancellation));

        var cause = Assert.IsType<HttpRequestException>(exception.InnerException);
        Assert.Equal(cause.Message, exception.Message);
        Assert.Equal(HttpMethod.Get, exception.HttpMethod);
        Assert.Equal(new Uri(address, "/v1/items"), exception.Uri);
    }

    [Fact]
    public async Task ATimeoutOfTheClientIsWrapped()
    {
        using var server = new ProbeServer("HTTP/1.1 200 OK\r\n");
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMilliseconds(100) };
        var api = RestService.ForGenerated<IProbeApi>(client);

        var exception = await Assert.ThrowsAsync<ApiRequestException>(() => api.List(Cancellation));

        Assert.IsType<TimeoutException>(Assert.IsType<TaskCanceledException>(exception.InnerException).InnerException);
    }

    [Fact]
    public async Task ACancellationByTheCallerIsNotWrapped()
    {
        using var server = new ProbeServer("HTTP/1.1 200 OK\r\n");
        using var client = new HttpClient { BaseAddress = server.Address };
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var api = RestService.ForGenerated<IProbeApi>(client);

        var call = api.List(cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task BothWaysToGetAnImplementationAreTheSame()
    {
        using var server = new ProbeServer();
        using var client = new HttpClient { BaseAddress = server.Address };

        using var answer = await RestService.For<IProbeApi>(client).List(Cancellation);

        Assert.Equal("GET /v1/items HTTP/1.1", server.Request[0]);
    }

    private static async Task<string> RequestLine(Func<IProbeApi, CancellationToken, Task<HttpResponseMessage>> call)
    {
        using var server = new ProbeServer();
        using var client = new HttpClient { BaseAddress = server.Address };
        using var answer = await call(RestService.ForGenerated<IProbeApi>(client), Cancellation);
        return server.Request[0];
    }
}
