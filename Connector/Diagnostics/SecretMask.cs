using System.Text;

namespace Dixa.Connector.Diagnostics;

/// <summary>Removes the token and the passwords of proxies from any text that leaves the process, in any encoding.</summary>
/// <remarks>
/// A text is decoded in every way that <see cref="DecodedText"/> supports, repeatedly, until nothing is left to decode. Every part
/// of the text that turns out to be a secret is masked. Case and white space are ignored.
/// </remarks>
public sealed class SecretMask
{
    private const string Replacement = "****";

    /// <summary>The most characters of a text that are shown.</summary>
    private const int Longest = 16 * 1024;

    /// <summary>How far beyond the shown part a text is searched, as a multiple of it: a secret may begin before the cut and end after it.</summary>
    private const int LookAhead = 8;

    /// <summary>Shorter secrets occur by chance in bytes decoded from base64.</summary>
    private const int LeastPacked = DecodedText.LeastPacked;

    /// <summary>Shorter secrets occur by chance in values that must not be dropped for that, such as a cursor's digits.</summary>
    private const int LeastTelling = 8;

    /// <summary>The limit of decoded bytes for each character of a text. Only a crafted text exceeds it, and that is not shown at all.</summary>
    private const int Effort = 200;

    private byte[][] _secrets = [];

    /// <summary>Adds <paramref name="secret"/> to what is masked.</summary>
    public void Add(string secret)
    {
        // The secret in its own form and, since it may look like an escape itself, in every decoded form.
        _secrets = [.. _secrets.Concat(Levels(DecodedText.Of(secret)).Select(level => level.ToLower())).Where(form => form.Length > 0).DistinctBy(Convert.ToHexString)];
    }

    /// <summary>Whether the text contains a secret of eight characters or more, in any encoding.</summary>
    public bool IsIn(string text) => Find(text, [.. _secrets.Where(secret => secret.Length >= LeastTelling)]) is not { Count: 0 };

    /// <param name="shown">The most characters of the text that are shown.</param>
    public string Apply(string text, int shown = Longest)
    {
        var (isCut, whole) = (text.Length > shown, text);
        if (text.Length / LookAhead > shown)
        {
            whole = text[..(shown * LookAhead)];
        }

        if (Find(whole, _secrets) is not { } found)
        {
            return Replacement;
        }

        if (found.Count == 0 && !isCut)
        {
            return text;
        }

        var masked = new StringBuilder();
        var next = 0;
        foreach (var (start, end) in found.Order())
        {
            if (start >= shown)
            {
                break;
            }

            if (end > next)
            {
                masked.Append(whole, next, Math.Max(0, start - next)).Append(start >= next ? Replacement : "");
                next = end;
            }
        }

        return masked.Append(whole, next, Math.Max(0, Math.Min(shown, whole.Length) - next)).Append(isCut ? "…" : "").ToString();
    }

    private static IEnumerable<DecodedText> Levels(DecodedText text)
    {
        for (var level = text; level is not null; level = level.Unescaped())
        {
            yield return level;
        }
    }

    /// <summary>The parts of the text that are secrets; null if the search exceeds its limit.</summary>
    private static List<(int Start, int End)>? Find(string text, byte[][] secrets)
    {
        var found = new List<(int Start, int End)>();
        var effort = (long)Effort * (text.Length + LeastPacked);
        return secrets.Length == 0 || TryFind(text, secrets, DecodedText.Of(text), found, ref effort) ? found : null;
    }

    private static bool TryFind(string text, byte[][] secrets, DecodedText decoded, List<(int Start, int End)> found, ref long effort)
    {
        effort -= decoded.Length;
        if (effort < 0)
        {
            return false;
        }

        var lower = decoded.ToLower();
        foreach (var secret in secrets)
        {
            if (!decoded.IsPacked || secret.Length >= LeastPacked)
            {
                for (int at = 0, step; (step = lower.AsSpan(at).IndexOf(secret)) >= 0; at += step + 1)
                {
                    var (start, end) = decoded.Origin(at + step, secret.Length);
                    found.Add(decoded.IsPacked ? Whole(text, start, end) : (start, end));
                }
            }
        }

        foreach (var next in decoded.Decoded())
        {
            if (!TryFind(text, secrets, next, found, ref effort))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Extends a part to the whole word: of <c>user:token</c> in base64 nothing remains.</summary>
    private static (int Start, int End) Whole(string text, int start, int end)
    {
        while (start > 0 && IsOfWord(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && IsOfWord(text[end]))
        {
            end++;
        }

        return (start, end);
    }

    private static bool IsOfWord(char c) => char.IsAsciiLetterOrDigit(c) || "+/_-=%\\&#;".Contains(c, StringComparison.Ordinal);
}
