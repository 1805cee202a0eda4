using System.Globalization;
using System.Reflection;
using System.Text;

namespace Refit;

/// <summary>A method of an interface, read once: what its parameters become in a request.</summary>
internal sealed class RequestTemplate
{
    public const string NoBaseAddress = "BaseAddress must be set on the HttpClient instance";

    private readonly HttpMethodAttribute _http;
    private readonly RequestParameter[] _parameters;
    private readonly Dictionary<string, string?> _headers;

    private RequestTemplate(HttpMethodAttribute http, RequestParameter[] parameters, Dictionary<string, string?> headers)
    {
        _http = http;
        _parameters = parameters;
        _headers = headers;
    }

    public static RequestTemplate Of(MethodInfo method)
    {
        if (method.GetCustomAttribute<HttpMethodAttribute>() is not { } http || method.ReturnType != typeof(Task<HttpResponseMessage>))
        {
            throw new NotSupportedException(
                $"{method.DeclaringType?.Name}.{method.Name}: this stand-in for Refit covers methods with [Get], [Post] and [Delete] that return Task<HttpResponseMessage>.");
        }

        return new RequestTemplate(
            http,
            [.. method.GetParameters().Select(parameter => RequestParameter.Of(parameter, http.Path))],
            StaticHeaders(method));
    }

    public CancellationToken CancellationToken(object?[] arguments)
    {
        var index = Array.FindIndex(_parameters, parameter => parameter.Kind == RequestParameterKind.CancellationToken);
        return index < 0 ? default : (CancellationToken)arguments[index]!;
    }

    public HttpRequestMessage CreateRequest(HttpClient client, object?[] arguments)
    {
        var request = new HttpRequestMessage(_http.Method, Address(client, arguments));
        foreach (var (name, value) in _headers)
        {
            SetHeader(request, name, value);
        }

        for (var i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].Kind == RequestParameterKind.Header)
            {
                SetHeader(request, _parameters[i].Name, arguments[i]?.ToString());
            }
            else if (_parameters[i].Kind == RequestParameterKind.Body)
            {
                request.Content = (HttpContent?)arguments[i];
            }
        }

        return request;
    }

    private Uri Address(HttpClient client, object?[] arguments)
    {
        var url = Array.FindIndex(_parameters, parameter => parameter.Kind == RequestParameterKind.Url);
        if (url >= 0)
        {
            return new Uri(WithQuery(AbsoluteUrl(arguments[url]), arguments), UriKind.Absolute);
        }

        var path = WithQuery(Path(arguments), arguments);
        if (!path.StartsWith('/'))
        {
            throw new ArgumentException($"URL path {path} must start with '/' and be of the form '/foo/bar/baz'");
        }

        // The path of the base address comes first; the client then merges the result by host only.
        var basePath = client.BaseAddress?.AbsolutePath ?? throw new InvalidOperationException(NoBaseAddress);
        return new Uri(basePath.TrimEnd('/') + path, UriKind.Relative);
    }

    private string Path(object?[] arguments)
    {
        var path = _http.Path;
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].Kind == RequestParameterKind.Path)
            {
                var value = _parameters[i].Format(arguments[i]) ?? "";
                path = path.Replace($"{{{_parameters[i].Name}}}", Uri.EscapeDataString(value), StringComparison.OrdinalIgnoreCase);
            }
        }

        var open = path.IndexOf('{', StringComparison.Ordinal);
        var close = path.IndexOf('}', StringComparison.Ordinal);
        return open < 0 || close < open
            ? path
            : throw new ArgumentException($"URL {_http.Path} has parameter {path[open..(close + 1)]}, but no method parameter matches");
    }

    private string WithQuery(string address, object?[] arguments)
    {
        var text = new StringBuilder(address);
        var separator = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].Kind == RequestParameterKind.Query && _parameters[i].Format(arguments[i]) is { } value)
            {
                text.Append(CultureInfo.InvariantCulture, $"{separator}{Uri.EscapeDataString(_parameters[i].Name)}={Uri.EscapeDataString(value)}");
                separator = '&';
            }
        }

        return text.ToString();
    }

    private static string AbsoluteUrl(object? url)
    {
        var text = url is Uri uri ? uri.OriginalString : url as string;
        return Uri.TryCreate(text, UriKind.Absolute, out _)
            ? text
            : throw new ArgumentException(
                $"The [Url] parameter value \"{url}\" must be an absolute URI (for example \"https://host/path\").", nameof(url));
    }

    private static Dictionary<string, string?> StaticHeaders(MethodInfo method)
    {
        var headers = new Dictionary<string, string?>();
        var attributes = new[] { method.DeclaringType?.GetCustomAttribute<HeadersAttribute>(), method.GetCustomAttribute<HeadersAttribute>() };
        foreach (var header in attributes.SelectMany(attribute => attribute?.Headers ?? []))
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            headers[colon < 0 ? header.Trim() : header[..colon].Trim()] = colon < 0 ? null : header[(colon + 1)..].Trim();
        }

        return headers;
    }

    private static void SetHeader(HttpRequestMessage request, string name, string? value)
    {
        if (request.Headers.NonValidated.Contains(name))
        {
            request.Headers.Remove(name);
        }

        if (value is not null)
        {
            request.Headers.TryAddWithoutValidation(name, value.ReplaceLineEndings(""));
        }
    }
}
