namespace Dixa.Connector.Json;

/// <summary>Where a response has its records.</summary>
/// <param name="Path">The members that lead to the array, from the outside in; empty for a bare array.</param>
public sealed record RecordSelector(params IReadOnlyList<string> Path)
{
    /// <summary>A bare array, as in the Exports API.</summary>
    public static RecordSelector Bare { get; } = new();

    /// <summary><c>{"data": […]}</c>, as in the Dixa API.</summary>
    public static RecordSelector Data { get; } = new("data");

    /// <summary><c>{"data": {…}}</c>: one object, the only record.</summary>
    public static RecordSelector One { get; } = new("data") { IsSingle = true };

    /// <summary>Whether there is one object in place of the array.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Whether the array may be absent, which means that it is empty. The members around it are required: an error message is not an empty list.</summary>
    public bool IsOptional { get; init; }
}
