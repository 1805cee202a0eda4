namespace Dixa.Simulator.Data;

/// <summary>The call behind a message; its duration in seconds, as in published samples.</summary>
public sealed record CallLeg(string? From, string? To, int? DurationSeconds, string? RecordingUrl, string? VoicemailUrl);
