namespace Dixa.Connector.Commands;

/// <summary>How a name of the command line that does not exist is repeated in the error.</summary>
public static class ShownName
{
    private const int Longest = 32;

    /// <summary>The name in quotation marks, if it is written as those that exist are; else words in its place, since it could be a secret that no mask knows.</summary>
    /// <remarks>Commands, options and streams have small letters, with hyphens and underscores between them. Tokens have digits or capitals too.</remarks>
    public static string Of(string name) =>
        name.Length <= Longest && name.All(c => char.IsAsciiLetterLower(c) || c is '-' or '_') ? $"\"{name}\"" : "of that name (it is not repeated, since it could be a secret)";
}
