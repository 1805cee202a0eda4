namespace Dixa.Warehouse;

/// <summary>The one exception that is raised on purpose: what failed, for the user and for the log.</summary>
/// <param name="kind">Who can mend it.</param>
/// <param name="userMessage">One or two sentences for the user: what happened and what to do.</param>
/// <param name="internalMessage">What only the log needs.</param>
public sealed class WarehouseException(FailureKind kind, string userMessage, string? internalMessage = null, Exception? innerException = null)
    : Exception(userMessage, innerException)
{
    public FailureKind Kind { get; } = kind;

    public string? InternalMessage { get; } = internalMessage;

    public static WarehouseException Configuration(string userMessage, Exception? innerException = null) => new(FailureKind.Configuration, userMessage, null, innerException);

    public static WarehouseException Transient(string userMessage, Exception? innerException = null) => new(FailureKind.Transient, userMessage, null, innerException);
}
