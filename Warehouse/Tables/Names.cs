using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dixa.Warehouse.Tables;

/// <summary>Makes names of tables and columns out of those of streams and properties.</summary>
/// <remarks>
/// A name stays as it is unless the database could not tell it from another one: PostgreSQL cuts names at 63 bytes, SQLite
/// takes upper and lower case for the same. Then it is cut, and ends in a fingerprint of the whole name.
/// </remarks>
public static class Names
{
    /// <summary>What PostgreSQL keeps of a name, in bytes of UTF-8. SQLite has no such limit, and is given the same names.</summary>
    public const int MostBytes = 63;

    private const int FingerprintDigits = 8;

    /// <summary>Compares names as SQLite does: the case of ASCII letters does not count.</summary>
    public static IEqualityComparer<string> IgnoringCase { get; } = StringComparer.OrdinalIgnoreCase;

    /// <summary>The name itself where it can be one.</summary>
    public static string? Plain(string name) =>
        name.Length > 0 && !name.Contains('\0', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(name) <= MostBytes ? name : null;

    /// <summary>The name with a fingerprint: for one that is too long, or that another one has taken.</summary>
    public static string WithFingerprint(string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        var fingerprint = string.Create(CultureInfo.InvariantCulture, $"_{Convert.ToHexStringLower(hash)[..FingerprintDigits]}");
        var cut = name.Replace('\0', '\uFFFD');
        while (Encoding.UTF8.GetByteCount(cut) > MostBytes - fingerprint.Length)
        {
            cut = cut[..^(char.IsLowSurrogate(cut[^1]) && cut.Length > 1 ? 2 : 1)];
        }

        return cut + fingerprint;
    }

    /// <summary>Gives each property the name of its column.</summary>
    /// <param name="properties">In the order of the schema.</param>
    /// <param name="existing">The columns that the table has.</param>
    /// <param name="taken">Names of columns that are not the stream's.</param>
    public static Dictionary<string, string> Assign(IEnumerable<string> properties, IEnumerable<string> existing, IEnumerable<string> taken)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var used = new HashSet<string>(taken, IgnoringCase);
        var columns = existing.ToHashSet(StringComparer.Ordinal);
        var all = properties.Distinct(StringComparer.Ordinal).ToList();

        // What a table has stays whose it is, in whatever order the properties come.
        foreach (var property in all)
        {
            var owned = Plain(property) is { } plain && columns.Contains(plain) && !used.Contains(plain) ? plain : WithFingerprint(property);
            if (columns.Contains(owned) && used.Add(owned))
            {
                names[property] = owned;
            }
        }

        foreach (var property in all.Where(each => !names.ContainsKey(each)))
        {
            var name = Plain(property) is { } plain && !used.Contains(plain) && !columns.Contains(plain, IgnoringCase) ? plain : WithFingerprint(property);
            if (used.Add(name))
            {
                names[property] = name;
            }
        }

        return names;
    }
}
