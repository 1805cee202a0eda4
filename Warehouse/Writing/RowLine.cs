namespace Dixa.Warehouse.Writing;

/// <summary>The line of a record, without its line feed, in a buffer that it shares with others.</summary>
public readonly record struct RowLine(byte[] Bytes, int Start, int Length);
