using System.Buffers;
using System.Text.RegularExpressions;

namespace Dixa.Simulator.Faults;

/// <summary>What a header may be made of; the server refuses to send anything else.</summary>
public static partial class HeaderText
{
    /// <summary>A value: printable ASCII.</summary>
    public const string Pattern = @"^[\x20-\x7e]*\z";

    private static readonly SearchValues<char> OfNames =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~");

    public static bool IsName(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(OfNames);

    public static bool IsValue(string text) => Value().IsMatch(text);

    [GeneratedRegex(Pattern)]
    private static partial Regex Value();
}
