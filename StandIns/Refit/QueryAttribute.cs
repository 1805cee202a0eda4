namespace Refit;

/// <summary>A parameter of the query. Parameters without an attribute that the path doesn't name are that too.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class QueryAttribute : Attribute
{
    /// <summary>A .NET format string for the value, applied in the invariant culture.</summary>
    public string? Format { get; set; }
}
