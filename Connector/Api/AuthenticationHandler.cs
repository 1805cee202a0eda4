namespace Dixa.Connector.Api;

/// <summary>Puts the token on each request, in the form that the host wants.</summary>
/// <param name="authorization">
/// The header's value: the raw token for the Dixa API (its OpenAPI document has an API key in the header <c>Authorization</c>),
/// <c>Bearer</c> and the token for the Exports API.
/// </param>
public sealed class AuthenticationHandler(string authorization, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return base.SendAsync(request, cancellationToken);
    }
}
