using System.Buffers;

namespace Dixa.Connector.Json;

/// <summary>One element of an answer's array, in the reader's own buffer: valid until the reader goes on.</summary>
public readonly ref struct JsonRecord
{
    /// <summary>The object's bytes as the API sent them, on what every reader takes for one line.</summary>
    public required ReadOnlySpan<byte> Json { get; init; }

    /// <summary>Whether it has no fields at all.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>The cursor's bytes, without quotes; empty when the record has none.</summary>
    public ReadOnlySpan<byte> Cursor { get; init; }

    /// <summary>64 bits of all of it: records that share them are the same in every byte.</summary>
    public ulong Fingerprint { get; init; }

    /// <summary>Whether only some of its bytes go out: those of <see cref="Pieces"/>.</summary>
    public bool IsCut { get; init; }

    /// <summary>What goes out of a record that is cut.</summary>
    public ReadOnlySpan<RecordPiece> Pieces { get; init; }

    /// <summary>What is not as the API sent it: nothing, but for text that is no text. Null for nothing.</summary>
    public IReadOnlyList<FieldChange>? Changes { get; init; }

    /// <summary>Writes what goes out of the record: without deselected fields, with times in RFC 3339. The rest is written byte for byte.</summary>
    /// <param name="added">Members to begin with, such as <c>"teamId":"…"</c>; may be empty.</param>
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
