using System.Buffers;

namespace Dixa.Connector.Json;

/// <summary>One element of the array in a response, in the reader's buffer. It is valid until the reader continues.</summary>
public readonly ref struct JsonRecord
{
    /// <summary>The object's bytes as the API sent them, sanitized to one line for every reader.</summary>
    public required ReadOnlySpan<byte> Json { get; init; }

    /// <summary>Whether it has no fields.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>The cursor's bytes, without quotes; empty if the record has none.</summary>
    public ReadOnlySpan<byte> Cursor { get; init; }

    /// <summary>64 bits over the whole record: records with the same bits are taken as equal in every byte.</summary>
    public ulong Fingerprint { get; init; }

    /// <summary>Whether only some of its bytes are written: those of <see cref="Pieces"/>.</summary>
    public bool IsCut { get; init; }

    /// <summary>The parts of a cut record that are written.</summary>
    public ReadOnlySpan<RecordPiece> Pieces { get; init; }

    /// <summary>Changes to what the API sent: replaced invalid text. Null if there are none.</summary>
    public IReadOnlyList<FieldChange>? Changes { get; init; }

    /// <summary>Writes the record without deselected fields and with times in RFC 3339. The rest is written byte for byte.</summary>
    /// <param name="added">Members to write first, such as <c>"teamId":"…"</c>; may be empty.</param>
    public void WriteTo<TWriter>(TWriter output, ReadOnlySpan<byte> added)
        where TWriter : IBufferWriter<byte>
    {
        if (IsCut)
        {
            WritePieces(output, added);
        }
        else if (added.IsEmpty)
        {
            output.Write(Json);
        }
        else
        {
            output.Write("{"u8);
            output.Write(added);
            output.Write(","u8);
            output.Write(Json[1..]);
        }
    }

    private void WritePieces<TWriter>(TWriter output, ReadOnlySpan<byte> added)
        where TWriter : IBufferWriter<byte>
    {
        output.Write("{"u8);
        output.Write(added);
        var isFirst = added.IsEmpty;
        foreach (var piece in Pieces)
        {
            output.Write(piece.Before switch
            {
                RecordPiece.Lead.Comma when !isFirst => ","u8,
                RecordPiece.Lead.Zone => "Z"u8,
                _ => default,
            });
            output.Write(Json[piece.Start..piece.End]);
            isFirst = false;
        }

        output.Write("}"u8);
    }
}
