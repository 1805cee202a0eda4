namespace Dixa.Connector.Json;

/// <summary>What keeps JSON text from being one line of valid UTF-8 for every reader.</summary>
[Flags]
public enum TextFlaws
{
    None = 0,

    /// <summary>A line break between tokens, where it means nothing.</summary>
    LineBreaks = 1,

    /// <summary>A character in a string at which some readers break lines, although JSON allows it: <see cref="LineSeparators"/>.</summary>
    LineSeparators = 2,

    /// <summary>A string that is not valid UTF-8.</summary>
    BrokenText = 4,
}
