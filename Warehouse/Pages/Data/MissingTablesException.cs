namespace Dixa.Warehouse.Pages.Data;

/// <summary>The database has not what the page reads: no run has made views in it yet, or another version has.</summary>
public sealed class MissingTablesException(string message, Exception? innerException = null) : Exception(message, innerException);
