namespace Dixa.Connector.Json;

/// <summary>Takes a record of a response. The record is valid only during the call.</summary>
public delegate void RecordHandler(in JsonRecord record);
