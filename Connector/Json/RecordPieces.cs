namespace Dixa.Connector.Json;

/// <summary>Collects, while a record is scanned, which of its bytes are written.</summary>
/// <remarks>Consecutive members form one piece, with their separators. A record that is written whole has no pieces.</remarks>
public sealed class RecordPieces
{
    private RecordPiece[] _pieces = new RecordPiece[16];
    private int _count;
    private int _recordAt;

    /// <summary>The piece that is still growing; there is none while <see cref="_end"/> is 0.</summary>
    private int _start;
    private int _end;
    private RecordPiece.Lead _before;

    /// <summary>Whether something is cut from the record.</summary>
    public bool IsCut { get; private set; }

    public ReadOnlySpan<RecordPiece> All => _pieces.AsSpan(0, _count);

    /// <param name="at">The record's position in the scanned text. All positions are in that text.</param>
    public void Begin(int at) => (_recordAt, _count, _end, IsCut) = (at, 0, 0, false);

    /// <summary>A member that is written begins here.</summary>
    public void BeginMember(int at)
    {
        if (_end == 0)
        {
            (_start, _before) = (at, RecordPiece.Lead.Comma);
        }
    }

    /// <summary>A member that is written ends here.</summary>
    public void EndMember(int at) => _end = at;

    /// <summary>Omits the current member.</summary>
    public void Drop()
    {
        IsCut = true;
        Close();
    }

    /// <summary>Writes a time in RFC 3339: without a zone name in brackets, and with a Z if it has no zone.</summary>
    /// <param name="at">The position of its first character.</param>
    public void Normalise(ReadOnlySpan<byte> time, int at)
    {
        var length = DateTimeText.LengthWithoutZoneName(time);
        var isZoneless = DateTimeText.IsZoneless(time);
        if (length == time.Length && !isZoneless)
        {
            return;
        }

        IsCut = true;
        _end = at + length;
        Close();
        (_start, _end) = (at + time.Length, at + time.Length);
        _before = isZoneless ? RecordPiece.Lead.Zone : RecordPiece.Lead.None;
    }

    /// <summary>Ends the record.</summary>
    public void End()
    {
        if (IsCut)
        {
            Close();
        }
    }

    private void Close()
    {
        if (_end == 0)
        {
            return;
        }

        if (_count == _pieces.Length)
        {
            Array.Resize(ref _pieces, _count * 2);
        }

        _pieces[_count++] = new RecordPiece(_start - _recordAt, _end - _recordAt, _before);
        _end = 0;
    }
}
