using System.Buffers;

namespace Dixa.Warehouse.Webhooks;

/// <summary>The bytes of a delivery, as many as have come. They count against a budget until this is disposed of.</summary>
/// <remarks>The buffer grows with what has come, not with what was announced: a sender that announces a lot and sends nothing takes nothing.</remarks>
public sealed class DeliveryBody(BodyBudget budget) : IDisposable
{
    private const int FirstBytes = 4096;

    private byte[] _bytes = [];
    private long _taken;

    /// <summary>The buffer, of which the first <see cref="Length"/> bytes are the body.</summary>
    public byte[] Buffer => _bytes;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Reads to the end, or until there are more bytes than there may be.</summary>
    public async Task<BodyEnd> ReadAsync(Stream body, int most, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Length == _bytes.Length && !TryGrow(most))
            {
                return BodyEnd.NoRoom;
            }

            var read = await body.ReadAsync(_bytes.AsMemory(Length), cancellationToken);
            if (read == 0)
            {
                return BodyEnd.Whole;
            }

            Length += read;
            if (Length > most)
            {
                return BodyEnd.TooLarge;
            }
        }
    }

    public void Dispose()
    {
        budget.Return(_taken);
        _taken = 0;
        Return();
    }

    private bool TryGrow(int most)
    {
        // One byte more than there may be shows that there are too many.
        var size = Math.Clamp(_bytes.Length * 2, FirstBytes, most + 1);
        if (!budget.TryTake(size - _taken))
        {
            return false;
        }

        _taken = size;
        var larger = ArrayPool<byte>.Shared.Rent(size);
        Bytes.CopyTo(larger);
        Return();
        _bytes = larger;
        return true;
    }

    private void Return()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }
}
