namespace Dixa.Probe.Wire;

/// <summary>What a request shows in its header <c>Authorization</c>.</summary>
public enum Sign
{
    /// <summary>The token alone.</summary>
    Raw,

    /// <summary>The token after <c>Bearer</c>.</summary>
    Bearer,

    /// <summary>A token that nobody has, in the form of the host.</summary>
    Wrong,
}
