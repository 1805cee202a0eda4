namespace Dixa.Connector.Json;

/// <summary>Takes a record of an answer. The record is valid only during the call.</summary>
public delegate void RecordHandler(in JsonRecord record);
