namespace Dixa.Warehouse.Stores;

/// <summary>The database went away, or undid a transaction for reasons of its own: the same may succeed on another connection.</summary>
public sealed class StoreLostException(string message, Exception? innerException = null) : Exception(message, innerException);
