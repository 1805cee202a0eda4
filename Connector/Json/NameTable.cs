using System.Text;
using System.Text.Json;

namespace Dixa.Connector.Json;

/// <summary>Looks up the names of members as they stand in JSON, without making text of them.</summary>
public sealed class NameTable<T>
{
    /// <summary>By the length of the name, since names of one length are few.</summary>
    private readonly (byte[] Name, T Value)[][] _byLength;

    public NameTable(IEnumerable<(string Name, T Value)> entries)
    {
        (byte[] Name, T Value)[] all = [.. entries.Select(entry => (Encoding.UTF8.GetBytes(entry.Name), entry.Value))];
        _byLength = [.. Enumerable.Range(0, all.Select(entry => entry.Name.Length + 1).DefaultIfEmpty().Max())
            .Select(length => all.Where(entry => entry.Name.Length == length).ToArray())];
        Count = all.Length;
    }

    public int Count { get; }

    /// <summary>Looks up the name that the scanner has passed.</summary>
    public bool TryFind(in JsonScanner scanner, out T value)
    {
        var name = scanner.Name;
        if (scanner.IsNameEscaped)
        {
            return TryFindEscaped(name, out value);
        }

        if (name.Length < _byLength.Length)
        {
            foreach (var entry in _byLength[name.Length])
            {
                if (name.SequenceEqual(entry.Name))
                {
                    value = entry.Value;
                    return true;
                }
            }
        }

        value = default!;
        return false;
    }

    private bool TryFindEscaped(ReadOnlySpan<byte> name, out T value)
    {
        byte[] quoted = [(byte)'"', .. name, (byte)'"'];
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        foreach (var entry in _byLength.SelectMany(entries => entries))
        {
            if (reader.ValueTextEquals(entry.Name))
            {
                value = entry.Value;
                return true;
            }
        }

        value = default!;
        return false;
    }
}
