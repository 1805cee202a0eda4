using System.Globalization;
using System.Reflection;

namespace Refit;

/// <summary>A parameter: where it goes, under which name, and how its value is written.</summary>
internal sealed record RequestParameter(RequestParameterKind Kind, string Name, string? ValueFormat)
{
    public static RequestParameter Of(ParameterInfo parameter, string path)
    {
        var name = parameter.GetCustomAttribute<AliasAsAttribute>()?.Name ?? parameter.Name!;
        var format = parameter.GetCustomAttribute<QueryAttribute>()?.Format;
        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return new(RequestParameterKind.CancellationToken, name, null);
        }

        if (parameter.IsDefined(typeof(UrlAttribute)))
        {
            return new(RequestParameterKind.Url, name, null);
        }

        if (parameter.GetCustomAttribute<HeaderAttribute>() is { } header)
        {
            return new(RequestParameterKind.Header, header.Header, null);
        }

        if (parameter.IsDefined(typeof(BodyAttribute)) && parameter.ParameterType.IsAssignableTo(typeof(HttpContent)))
        {
            return new(RequestParameterKind.Body, name, null);
        }

        if (!IsSimple(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType))
        {
            throw new NotSupportedException(
                $"{parameter.Member.Name}({parameter.Name}): this stand-in for Refit covers strings, booleans, numbers and dates, and a body that is an HttpContent.");
        }

        var kind = path.Contains($"{{{name}}}", StringComparison.OrdinalIgnoreCase) ? RequestParameterKind.Path : RequestParameterKind.Query;
        return new(kind, name, string.IsNullOrWhiteSpace(format) ? null : format);
    }

    /// <summary>The value in the invariant culture; <c>true</c> is <c>True</c>, as in Refit.</summary>
    public string? Format(object? value) =>
        value is IFormattable formattable ? formattable.ToString(ValueFormat, CultureInfo.InvariantCulture) : value?.ToString();

    private static bool IsSimple(Type type) =>
        type == typeof(string) || type == typeof(bool) || (type.IsAssignableTo(typeof(IFormattable)) && !type.IsEnum);
}
