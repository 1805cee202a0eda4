namespace Dixa.Connector.Api;

/// <summary>Adds the token to each request, in the form that the host expects, and notes for <c>--debug</c> where it goes.</summary>
/// <param name="authorization">
/// The header's value. The Dixa API takes the raw token: its OpenAPI document declares an API key in the header
/// <c>Authorization</c>. The Exports API takes <c>Bearer</c> and the token.
/// </param>
public sealed class AuthenticationHandler(string authorization, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        RequestTrace.Current?.Sent(request);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return base.SendAsync(request, cancellationToken);
    }
}
