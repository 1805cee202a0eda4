namespace Refit;

/// <summary>The value of a request header; null leaves the header out.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HeaderAttribute(string header) : Attribute
{
    public string Header { get; } = header;
}
