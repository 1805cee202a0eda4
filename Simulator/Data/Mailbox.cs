namespace Dixa.Simulator.Data;

public sealed record Mailbox(string Address, string SenderName, string ForwardingEmail)
{
    /// <summary>What the list of contact endpoints calls it, if anything.</summary>
    public string? Label { get; init; }

    public string? SenderOverride { get; init; }
}
