namespace Refit;

/// <summary>Request headers as <c>Name: value</c>; those of a method win over those of its interface.</summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method)]
public sealed class HeadersAttribute(params string[] headers) : Attribute
{
    public string[] Headers { get; } = headers;
}
