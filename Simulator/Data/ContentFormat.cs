namespace Dixa.Simulator.Data;

/// <summary>How the Dixa API hands out the text of a message.</summary>
public enum ContentFormat
{
    Text,
    Html,
    Markdown,
}
