namespace Dixa.Connector.Diagnostics;

/// <summary>The one exception that the connector raises on purpose: what failed, for the user and for the log.</summary>
/// <param name="kind">Who can mend it.</param>
/// <param name="userMessage">One or two sentences for the user: what happened and what to do.</param>
/// <param name="internalMessage">What only the log needs, such as the start of an answer's body.</param>
/// <param name="innerException">What was caught, if anything.</param>
public sealed class ConnectorException(
    FailureKind kind,
    string userMessage,
    string? internalMessage = null,
    Exception? innerException = null) : Exception(userMessage, innerException)
{
    public FailureKind Kind { get; } = kind;

    public string? InternalMessage { get; } = internalMessage;

    /// <summary>How the HTTP exchange went wrong, when one did: what retrying and halving decide by.</summary>
    public HttpFault? Fault { get; init; }

    /// <summary>Where an exception came from, which only those who develop the connector can use: of our own errors, and of others where <paramref name="isDebug"/> asks for it.</summary>
    public static string? StackTraceOf(Exception? exception, bool isDebug) =>
        isDebug || exception is not ConnectorException { Kind: not FailureKind.System } ? exception?.ToString() : null;
}
