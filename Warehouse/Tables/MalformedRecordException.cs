namespace Dixa.Warehouse.Tables;

/// <summary>A line that says it is a record is none: whatever it held would be lost if it were passed over.</summary>
public sealed class MalformedRecordException(string message, Exception? innerException = null) : Exception(message, innerException);
