using System.Text.RegularExpressions;

namespace Dixa.Probe.Rows;

/// <summary>Shows names of members only where they look like names that a programmer gave.</summary>
/// <remarks>An object may be a map whose names are somebody's data: addresses, numbers, ids, words that people typed.</remarks>
public static partial class FieldName
{
    public static string Shown(string name) => Plain().IsMatch(name) && name.Count(char.IsAsciiDigit) < 4 ? name : "(a name that is not shown)";

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,39}$")]
    private static partial Regex Plain();
}
