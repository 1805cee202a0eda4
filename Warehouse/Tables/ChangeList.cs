namespace Dixa.Warehouse.Tables;

/// <summary>The entries of a row's <c>_changes</c>, in the form of the protocol's <c>meta.changes</c>.</summary>
public sealed class ChangeList
{
    private readonly Scratch _entries = new();

    public bool IsEmpty => _entries.Length == 0;

    public void Clear() => _entries.Clear();

    /// <summary>A value stands in <c>_extra</c>, since its column can't hold it.</summary>
    public void AddMisplaced(ReadOnlySpan<byte> escapedField) => Add(escapedField, "NULLED"u8, "DESTINATION_TYPECAST_ERROR"u8);

    /// <summary>Digits of it stand in <c>_extra</c> only.</summary>
    public void AddShortened(ReadOnlySpan<byte> escapedField) => Add(escapedField, "TRUNCATED"u8, "DESTINATION_TYPECAST_ERROR"u8);

    /// <summary>A part of it that the database can't hold has been replaced.</summary>
    public void AddReplaced(ReadOnlySpan<byte> escapedField) => Add(escapedField, "TRUNCATED"u8, "DESTINATION_SERIALIZATION_ERROR"u8);

    /// <summary>What the source has said already: the entries of an array, without its brackets.</summary>
    public void AddEntries(ReadOnlySpan<byte> entries)
    {
        if (!entries.Trim(" \t\r\n"u8).IsEmpty)
        {
            Separate();
            _entries.Write(entries);
        }
    }

    public void WriteTo(Scratch into)
    {
        into.Write((byte)'[');
        into.Write(_entries.Written);
        into.Write((byte)']');
    }

    private void Add(ReadOnlySpan<byte> escapedField, ReadOnlySpan<byte> change, ReadOnlySpan<byte> reason)
    {
        Separate();
        _entries.Write("{\"field\":\""u8);
        _entries.Write(escapedField);
        _entries.Write("\",\"change\":\""u8);
        _entries.Write(change);
        _entries.Write("\",\"reason\":\""u8);
        _entries.Write(reason);
        _entries.Write("\"}"u8);
    }

    private void Separate()
    {
        if (!IsEmpty)
        {
            _entries.Write((byte)',');
        }
    }
}
