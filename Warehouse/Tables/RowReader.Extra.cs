using System.Text.Json;

namespace Dixa.Warehouse.Tables;

/// <content>What goes to <c>_extra</c>, and JSON as the database can hold it.</content>
public sealed partial class RowReader
{
    private void ReadExtra(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        var start = (int)reader.TokenStartIndex;
        var scan = JsonValueScan.Read(ref reader);
        AddExtra(name, Line[start..(int)reader.BytesConsumed], scan);
    }

    private void AddExtra(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, JsonValueScan scan)
    {
        _extra.Write(_extra.Length == 0 ? (byte)'{' : (byte)',');
        _extra.Write((byte)'"');
        _extra.Write(Plain(name));
        _extra.Write("\":"u8);
        var from = _scratch.Length;
        if (AppendJson(value, scan) || (_isBroken && value.IndexOf("\uFFFD"u8) >= 0))
        {
            _changes.AddReplaced(Plain(name));
        }

        _extra.Write(_scratch.Written[from..]);
        _scratch.Truncate(from);
    }

    /// <summary>Appends JSON to the scratch as the database can hold it, and says whether it had to be changed for that.</summary>
    private bool AppendJson(ReadOnlySpan<byte> value, JsonValueScan scan)
    {
        if (rules.ParsesJson && !scan.IsPlain)
        {
            return JsonMender.Append(value, scan, _scratch);
        }

        _scratch.Write(value);
        return false;
    }

    /// <summary>A name as it may stand in JSON that is parsed.</summary>
    private ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> escapedName)
    {
        if (!rules.ParsesJson || escapedName.IndexOf((byte)'\\') < 0)
        {
            return escapedName;
        }

        var mended = escapedName.ToArray();
        EscapedText.Mend(mended);
        return mended;
    }
}
