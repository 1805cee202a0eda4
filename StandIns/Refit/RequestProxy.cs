using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Refit;

/// <summary>Turns a call of the interface into a request, and sends it.</summary>
internal class RequestProxy : DispatchProxy
{
    private static readonly RefitSettings Settings = new();

    private readonly ConcurrentDictionary<MethodInfo, RequestTemplate> _templates = [];

    private HttpClient _client = null!;

    [RequiresDynamicCode("The implementation of the interface is made at run time.")]
    public static T Implement<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(HttpClient client)
    {
        var implementation = Create<T, RequestProxy>()!;
        ((RequestProxy)(object)implementation)._client = client;
        return implementation;
    }

    protected override object Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var template = _templates.GetOrAdd(targetMethod!, RequestTemplate.Of);
        var arguments = args ?? [];
        return SendAsync(template.CreateRequest(_client, arguments), template.CancellationToken(arguments));
    }

    /// <summary>Answers are handed over as soon as their headers are there, whatever their status.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_client.BaseAddress is null)
        {
            throw new InvalidOperationException(RequestTemplate.NoBaseAddress);
        }

        using (request)
        {
            try
            {
                return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                throw new ApiRequestException(request, request.Method, Settings, e);
            }
        }
    }
}
