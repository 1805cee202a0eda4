namespace Refit;

/// <summary>A parameter that is the request's body. An <see cref="HttpContent"/> goes out as it is, which is what is covered here.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class BodyAttribute : Attribute;
