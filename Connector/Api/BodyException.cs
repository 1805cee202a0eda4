namespace Dixa.Connector.Api;

/// <summary>A body that does not go on as it must.</summary>
/// <param name="message">In words of ours, without anything that the server sent.</param>
public sealed class BodyException(string message) : IOException(message);
