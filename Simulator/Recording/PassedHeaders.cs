using System.Net.Http.Headers;

namespace Dixa.Simulator.Recording;

/// <summary>The headers that go through a recorder. Others belong to one connection, or tell about it.</summary>
public static class PassedHeaders
{
    private static readonly string[] OfRequests = ["Authorization", "Accept", "User-Agent"];

    private static readonly string[] OfAnswers =
    [
        "Content-Type", "Content-Language", "Date", "Retry-After", "Location", "WWW-Authenticate", "Cache-Control", "ETag", "Last-Modified",
        "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset",
        "X-Request-Id", "X-Amzn-RequestId", "X-Amzn-ErrorType",
    ];

    public static void ToDixa(HttpRequest request, HttpRequestHeaders headers)
    {
        foreach (var name in OfRequests)
        {
            if (request.Headers[name] is [{ Length: > 0 } value])
            {
                headers.TryAddWithoutValidation(name, value);
            }
        }

        // Only what the recorder can unpack as well, and only if the client can.
        if (request.Headers.AcceptEncoding.ToString().Contains(ContentDecoding.Gzip, StringComparison.OrdinalIgnoreCase))
        {
            headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(ContentDecoding.Gzip));
        }
    }

    public static void ToClient(HttpResponseMessage answer, HttpResponse response)
    {
        response.ContentLength = answer.Content.Headers.ContentLength;
        foreach (var name in OfAnswers.Append("Content-Encoding"))
        {
            if ((answer.Headers.NonValidated.TryGetValues(name, out var values) || answer.Content.Headers.NonValidated.TryGetValues(name, out values))
                && values.All(value => value.All(letter => letter is >= ' ' and < '\u007F')))
            {
                response.Headers[name] = values.ToArray();
            }
        }
    }
}
