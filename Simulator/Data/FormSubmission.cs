namespace Dixa.Simulator.Data;

/// <summary>A filled-in contact form; a field of it holds one text or several.</summary>
public sealed record FormSubmission(string Name, string Email, IReadOnlyList<string> Topics);
