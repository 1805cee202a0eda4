namespace Dixa.Connector.Json;

/// <summary>One element of an answer's array, in the reader's own buffer: valid until the reader goes on.</summary>
public readonly ref struct JsonRecord
{
    /// <summary>The object's bytes as the API sent them, on what every reader takes for one line.</summary>
    public required ReadOnlySpan<byte> Json { get; init; }

    /// <summary>The cursor's bytes, without quotes; empty when the record has none.</summary>
    public required ReadOnlySpan<byte> Cursor { get; init; }

    /// <summary>64 bits of all of it: records that share them are the same in every byte.</summary>
    public required ulong Fingerprint { get; init; }

    /// <summary>What is not as the API sent it: nothing, but for text that is no text.</summary>
    public required IReadOnlyList<FieldChange> Changes { get; init; }
}
