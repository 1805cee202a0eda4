namespace Dixa.Probe.Facts;

/// <summary>What an account says about an assumption.</summary>
public enum Verdict
{
    /// <summary>The account contradicts it, or shows what the connector does not expect.</summary>
    Contradicts,

    AsAssumed,

    /// <summary>The account shows nothing about it.</summary>
    NotTold,
}
