namespace Dixa.Simulator.Data;

public sealed record MailEnvelope(string? From, IReadOnlyList<string> To, IReadOnlyList<string> Cc, IReadOnlyList<string> Bcc);
