namespace Dixa.Connector.Documents;

/// <summary>A text in the sources, with <c>…</c> for what is filled in when the program runs.</summary>
/// <param name="Path">The file, from the root.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Text">What is said.</param>
/// <param name="IsLog">Whether it is the template of a log line.</param>
/// <param name="IsFailure">Whether it stands where an exception is made.</param>
public sealed record SourceText(string Path, int Line, string Text, bool IsLog, bool IsFailure)
{
    public override string ToString() => $"{Path}:{Line}: {Text}";
}
