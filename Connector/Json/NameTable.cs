using System.Text;

namespace Dixa.Connector.Json;

/// <summary>Looks up the names of members as they stand in JSON, without making text of them.</summary>
public sealed class NameTable<T>
{
    private readonly (byte[] Name, T Value)[] _entries;

    /// <summary>Places in <see cref="_entries"/>, by the length of the name, since names of one length are few.</summary>
    private readonly int[][] _byLength;

    public NameTable(IEnumerable<(string Name, T Value)> entries)
    {
        var all = new List<(byte[] Name, T Value)>();
        var byLength = new List<List<int>>();
        foreach (var (text, value) in entries)
        {
            var name = Encoding.UTF8.GetBytes(text);
            while (byLength.Count <= name.Length)
            {
                byLength.Add([]);
            }

            byLength[name.Length].Add(all.Count);
            all.Add((name, value));
        }

        _entries = [.. all];
        _byLength = [.. byLength.Select(places => places.ToArray())];
    }

    public int Count => _entries.Length;

    public IEnumerable<(string Name, T Value)> Entries => _entries.Select(entry => (Encoding.UTF8.GetString(entry.Name), entry.Value));

    /// <summary>Looks up the name that the scanner has passed.</summary>
    /// <param name="place">
    /// Where the name is tried first, behind the one found before it: members mostly come in the same order. 0 at an object's beginning.
    /// </param>
    public bool TryFind(in JsonScanner scanner, ref int place, out T value) => TryFind(scanner.Name, scanner.IsNameEscaped, ref place, out value);

    /// <inheritdoc cref="TryFind(in JsonScanner, ref int, out T)"/>
    public bool TryFind(in JsonMember member, ref int place, out T value) => TryFind(member.Name, member.IsNameEscaped, ref place, out value);

    private bool TryFind(ReadOnlySpan<byte> name, bool isEscaped, ref int place, out T value)
    {
        if ((uint)place >= (uint)_entries.Length || !name.SequenceEqual(_entries[place].Name))
        {
            var found = Find(isEscaped ? Encoding.UTF8.GetBytes(JsonText.Decode(name)) : name);
            if (found < 0)
            {
                value = default!;
                return false;
            }

            place = found;
        }

        value = _entries[place++].Value;
        return true;
    }

    private int Find(ReadOnlySpan<byte> name)
    {
        if (name.Length < _byLength.Length)
        {
            foreach (var place in _byLength[name.Length])
            {
                if (name.SequenceEqual(_entries[place].Name))
                {
                    return place;
                }
            }
        }

        return -1;
    }
}
