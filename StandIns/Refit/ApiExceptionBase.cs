namespace Refit;

/// <summary>An error of a request, with the request that it belongs to.</summary>
public abstract class ApiExceptionBase : Exception
{
    protected ApiExceptionBase(HttpRequestMessage message, HttpMethod httpMethod, RefitSettings refitSettings, Exception innerException)
        : base(innerException.Message, innerException)
    {
        RequestMessage = message;
        HttpMethod = httpMethod;
        RefitSettings = refitSettings;
    }

    public HttpMethod HttpMethod { get; }

    public Uri? Uri => RequestMessage.RequestUri;

    public HttpRequestMessage RequestMessage { get; }

    public RefitSettings RefitSettings { get; }
}
