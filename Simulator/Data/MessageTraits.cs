namespace Dixa.Simulator.Data;

/// <summary>What only the Dixa API tells of a message; drawn anew whenever it is asked for, and always the same.</summary>
public sealed record MessageTraits
{
    public required string? ExternalId { get; init; }

    public required ContentFormat Format { get; init; }

    public required bool HasInlineImage { get; init; }

    public required string? DeliveryFailure { get; init; }

    public required bool KeepsOriginal { get; init; }

    /// <summary>Whether its files are given as paths, to be looked for at files.dixa.io.</summary>
    public required bool HasRelativeLinks { get; init; }

    /// <summary>Whether a called number is a JSON number, as in the vendor's sample.</summary>
    public required bool HasNumericTo { get; init; }

    /// <summary>For a message of a call: the sentence that it is, if it is one.</summary>
    public required Utterance? Utterance { get; init; }
}
