namespace Dixa.Connector.Json;

/// <summary>Where an answer has its records.</summary>
/// <param name="Path">The members that lead to the array, from the outside in; nothing for a bare array.</param>
public sealed record RecordSelector(params IReadOnlyList<string> Path)
{
    /// <summary>A bare array, as the Exports API gives.</summary>
    public static RecordSelector Bare { get; } = new();

    /// <summary><c>{"data": […]}</c>, as the Dixa API gives.</summary>
    public static RecordSelector Data { get; } = new("data");

    /// <summary><c>{"data": {…}}</c>: one object, the only record.</summary>
    public static RecordSelector One { get; } = new("data") { IsSingle = true };

    /// <summary>Whether an object stands in the place of the array.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Whether the array may be absent, which means that it is empty. What encloses it may not: an error message is no empty list.</summary>
    public bool IsOptional { get; init; }
}
