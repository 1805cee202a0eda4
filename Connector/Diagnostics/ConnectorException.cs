namespace Dixa.Connector.Diagnostics;

/// <summary>The only exception that the connector throws intentionally: what failed, for the user and for the log.</summary>
/// <param name="kind">Who can fix it.</param>
/// <param name="userMessage">One or two sentences for the user: what happened and what to do.</param>
/// <param name="internalMessage">Details for the log, such as the start of a response's body.</param>
/// <param name="innerException">The exception that was caught, if any.</param>
public sealed class ConnectorException(
    FailureKind kind,
    string userMessage,
    string? internalMessage = null,
    Exception? innerException = null) : Exception(userMessage, innerException)
{
    public FailureKind Kind { get; } = kind;

    public string? InternalMessage { get; } = internalMessage;

    /// <summary>How the HTTP exchange failed, if one did. Retries and splits depend on it.</summary>
    public HttpFault? Fault { get; init; }

    /// <summary>A stack trace, which only developers of the connector need: for our own errors, and for others if <paramref name="isDebug"/> is set.</summary>
    public static string? StackTraceOf(Exception? exception, bool isDebug) =>
        isDebug || exception is not ConnectorException { Kind: not FailureKind.System } ? exception?.ToString() : null;
}
