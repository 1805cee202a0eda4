namespace Dixa.Connector.Json;

/// <summary>Notes, while a record is scanned, which of its bytes go out.</summary>
/// <remarks>Members that follow each other are one piece, with whatever separates them. A record from which nothing is cut has no pieces.</remarks>
public sealed class RecordPieces
{
    private RecordPiece[] _pieces = new RecordPiece[16];
    private int _count;
    private int _recordAt;

    /// <summary>The piece that is still growing; it has none while <see cref="_end"/> is 0.</summary>
    private int _start;
    private int _end;
    private RecordPiece.Lead _before;

    /// <summary>Whether something is cut from the record.</summary>
    public bool IsCut { get; private set; }

    public ReadOnlySpan<RecordPiece> All => _pieces.AsSpan(0, _count);

    /// <param name="at">Where the record begins in the scanned text, as all places are.</param>
    public void Begin(int at) => (_recordAt, _count, _end, IsCut) = (at, 0, 0, false);

    /// <summary>A member that goes out begins here.</summary>
    public void BeginMember(int at)
    {
        if (_end == 0)
        {
            (_start, _before) = (at, RecordPiece.Lead.Comma);
        }
    }

    /// <summary>A member that goes out has ended here.</summary>
    public void EndMember(int at) => _end = at;

    /// <summary>A member does not go out.</summary>
    public void Drop()
    {
        IsCut = true;
        Close();
    }

    /// <summary>A time goes out in RFC 3339: without the name of a zone in brackets, and with a Z where it names no zone.</summary>
    /// <param name="at">Where its first character stands.</param>
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

    /// <summary>The record has ended.</summary>
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
