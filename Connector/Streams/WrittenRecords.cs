using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Dixa.Connector.Streams;

/// <summary>Remembers which records have been written, so that a repeated request writes none of them twice.</summary>
/// <remarks>
/// An open-addressing set of 64-bit fingerprints: 8 bytes a slot, doubled when three quarters are taken, 16 MiB at most. After 1.5
/// million records nothing more is remembered, and a repeated response may write its rest again: at least once, never lost.
/// </remarks>
public sealed class WrittenRecords
{
    private const int MostPlaces = 1 << 21;

    private ulong[] _places = new ulong[1 << 10];
    private int _count;

    /// <summary>Announces a record that will be added soon. A large set exceeds the processor's cache, and the memory arrives meanwhile.</summary>
    public unsafe void Prefetch(ulong fingerprint)
    {
        if (Sse.IsSupported)
        {
            // Only a hint: an address that the collector has just moved from does no harm.
            Sse.Prefetch0(Unsafe.AsPointer(ref _places[HomeOf(_places, fingerprint)]));
        }
    }

    /// <summary>Remembers a record; false if it is already known.</summary>
    public bool Add(ulong fingerprint)
    {
        // 0 marks a free slot.
        fingerprint = fingerprint == 0 ? 1 : fingerprint;
        var place = Find(_places, fingerprint);
        if (_places[place] != 0)
        {
            return false;
        }

        if (_count == _places.Length / 4 * 3)
        {
            if (_places.Length == MostPlaces)
            {
                return true;
            }

            Grow();
            place = Find(_places, fingerprint);
        }

        _places[place] = fingerprint;
        _count++;
        return true;
    }

    public void Clear()
    {
        Array.Clear(_places);
        _count = 0;
    }

    private static int HomeOf(ulong[] places, ulong fingerprint) => (int)fingerprint & (places.Length - 1);

    private static int Find(ulong[] places, ulong fingerprint)
    {
        var place = HomeOf(places, fingerprint);
        while (places[place] != 0 && places[place] != fingerprint)
        {
            place = (place + 1) & (places.Length - 1);
        }

        return place;
    }

    private void Grow()
    {
        var larger = new ulong[_places.Length * 2];
        foreach (var fingerprint in _places)
        {
            if (fingerprint != 0)
            {
                larger[Find(larger, fingerprint)] = fingerprint;
            }
        }

        _places = larger;
    }
}
