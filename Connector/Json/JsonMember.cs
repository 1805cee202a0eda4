namespace Dixa.Connector.Json;

/// <summary>A member of an object, as it is written.</summary>
public readonly ref struct JsonMember(ReadOnlySpan<byte> name, bool isNameEscaped, ReadOnlySpan<byte> value, TextFlaws flaws)
{
    /// <summary>The name between its quotes.</summary>
    public ReadOnlySpan<byte> Name { get; } = name;

    /// <summary>Whether there are escapes in the name.</summary>
    public bool IsNameEscaped { get; } = isNameEscaped;

    public ReadOnlySpan<byte> Value { get; } = value;

    /// <summary>What keeps name and value from being one line to every reader.</summary>
    public TextFlaws Flaws { get; } = flaws;
}
