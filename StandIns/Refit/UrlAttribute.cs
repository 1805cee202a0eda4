namespace Refit;

/// <summary>
/// The whole, absolute address of the request, as a <see cref="Uri"/> or a string; the base address is passed over.
/// The method's path has to be empty.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class UrlAttribute : Attribute;
