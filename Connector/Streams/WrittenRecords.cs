using System.Numerics;

namespace Dixa.Connector.Streams;

/// <summary>Remembers which records have been written, so that a repeated request writes none of them twice.</summary>
/// <remarks>
/// <para>Open-addressing sets of 64-bit fingerprints: 8 bytes a slot, doubled when three quarters are taken, 16 MiB at most. After
/// 1.5 million records nothing more is remembered, and a repeated response may write its rest again: at least once, never lost.</para>
/// <para>A fingerprint's first byte selects its set. One large set would have to be copied whole whenever it grows, and leave the
/// old copy as garbage. Of many small sets only one grows at a time.</para>
/// </remarks>
public sealed class WrittenRecords
{
    private const int Sets = 1 << 8;
    private const int FirstPlaces = 1 << 4;
    private const int MostPlaces = 1 << 13;

    private readonly Set[] _sets = new Set[Sets];

    /// <summary>Remembers a record; false if it is already known.</summary>
    public bool Add(ulong fingerprint) =>

        // 0 marks a free slot, so a fingerprint of 0 is stored as 1.
        _sets[fingerprint >> (64 - BitOperations.Log2(Sets))].Add(fingerprint == 0 ? 1 : fingerprint);

    public void Clear()
    {
        foreach (ref var set in _sets.AsSpan())
        {
            set.Clear();
        }
    }

    private struct Set
    {
        private ulong[]? _places;
        private int _count;

        public bool Add(ulong fingerprint)
        {
            _places ??= new ulong[FirstPlaces];
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
            Array.Clear(_places ?? []);
            _count = 0;
        }

        private static int Find(ulong[] places, ulong fingerprint)
        {
            var mask = places.Length - 1;
            var place = (int)fingerprint & mask;
            while (places[place] != 0 && places[place] != fingerprint)
            {
                place = (place + 1) & mask;
            }

            return place;
        }

        private void Grow()
        {
            var larger = new ulong[_places!.Length * 2];
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
}
