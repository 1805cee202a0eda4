namespace Dixa.Warehouse.Tables;

/// <summary>Bytes that a row needs besides its line: a buffer that grows and is used again.</summary>
public sealed class Scratch
{
    /// <summary>What is kept from one row to the next; a larger buffer was for one large row.</summary>
    private const int MostKept = 1 << 20;

    private byte[] _bytes = new byte[4096];

    public int Length { get; private set; }

    /// <summary>The buffer itself, which another one takes the place of when it grows.</summary>
    public byte[] Bytes => _bytes;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public Span<byte> this[Range range] => _bytes.AsSpan(0, Length)[range];

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > MostKept)
        {
            _bytes = new byte[4096];
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    public void Write(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    /// <summary>Room for so many bytes; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Reserve(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(Length + count, _bytes.Length * 2));
        }

        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    public void Truncate(int length) => Length = length;
}
