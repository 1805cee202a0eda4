namespace Dixa.Connector.Json;

/// <summary>What was picked out of a record.</summary>
public readonly ref struct PickedKeys
{
    /// <summary>Whether the record has no fields at all.</summary>
    public required bool IsEmpty { get; init; }

    /// <inheritdoc cref="JsonRecord.Cursor"/>
    public required ReadOnlySpan<byte> Cursor { get; init; }

    /// <inheritdoc cref="JsonRecord.Fingerprint"/>
    public required ulong Fingerprint { get; init; }
}
