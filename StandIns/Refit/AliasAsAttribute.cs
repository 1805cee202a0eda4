namespace Refit;

/// <summary>The name of a parameter in the path or in the query, where it differs from the one in C#.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class AliasAsAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
