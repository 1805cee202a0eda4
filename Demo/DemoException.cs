namespace Dixa.Demo;

/// <summary>Why the demo can't go on, as a sentence.</summary>
public sealed class DemoException(string message) : Exception(message);
