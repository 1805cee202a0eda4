namespace Dixa.Simulator.Recording;

/// <summary>A recording that can't be made or played back; the message says why and what to do.</summary>
public sealed class RecordingException(string message, Exception? cause = null) : Exception(message, cause);
