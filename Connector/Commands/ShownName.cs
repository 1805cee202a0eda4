namespace Dixa.Connector.Commands;

/// <summary>Formats an unknown name from the command line for an error.</summary>
public static class ShownName
{
    private const int Longest = 32;

    /// <summary>The name in quotation marks if it looks like an existing one. Otherwise words replace it, since it could be a secret that is not masked.</summary>
    /// <remarks>Commands, options and streams consist of small letters, hyphens and underscores. Tokens contain digits or capitals.</remarks>
    public static string Of(string name) =>
        name.Length <= Longest && name.All(c => char.IsAsciiLetterLower(c) || c is '-' or '_') ? $"\"{name}\"" : "of that name (it is not repeated, since it could be a secret)";
}
