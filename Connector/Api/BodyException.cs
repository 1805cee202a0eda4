namespace Dixa.Connector.Api;

/// <summary>A body ended, stalled or continued in a way that it must not.</summary>
/// <param name="message">Our own words, without anything that the server sent.</param>
public sealed class BodyException(string message) : IOException(message);
