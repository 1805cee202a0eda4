namespace Dixa.Connector.Json;

/// <summary>One element of an answer's array, in the reader's own buffer: valid until the reader goes on.</summary>
public readonly ref struct JsonRecord
{
    /// <summary>The object's bytes as the API sent them, on one line.</summary>
    public required ReadOnlySpan<byte> Json { get; init; }

    /// <summary>The cursor's bytes, without quotes; empty when the record has none.</summary>
    public required ReadOnlySpan<byte> Cursor { get; init; }

    /// <summary>64 bits that tell this version of the record from any other: of its key and cursor, or of all of it when it has no key.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>What is not as the API sent it: nothing, but for text that is no text.</summary>
    public required IReadOnlyList<FieldChange> Changes { get; init; }
}
