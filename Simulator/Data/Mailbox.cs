namespace Dixa.Simulator.Data;

public sealed record Mailbox(string Address, string SenderName, string ForwardingEmail);
