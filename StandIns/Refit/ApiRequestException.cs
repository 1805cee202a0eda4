namespace Refit;

/// <summary>
/// The request failed before there was a response. <see cref="Exception.InnerException"/> is what <see cref="HttpClient"/>
/// threw, and the message is that exception's. A request that its own caller cancelled throws
/// <see cref="OperationCanceledException"/> instead.
/// </summary>
public class ApiRequestException(HttpRequestMessage message, HttpMethod httpMethod, RefitSettings refitSettings, Exception innerException)
    : ApiExceptionBase(message, httpMethod, refitSettings, innerException);
