namespace Dixa.Simulator.Recording;

/// <summary>An answer that can't be recorded, or not wholly. The client gets it all the same.</summary>
public sealed class UnrecordableException(string message, Exception? cause = null) : Exception(message, cause);
