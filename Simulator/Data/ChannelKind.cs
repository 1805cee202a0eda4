namespace Dixa.Simulator.Data;

/// <summary>How the messages of a channel look.</summary>
public enum ChannelKind
{
    Mail,
    Chat,
    Call,
    Text,
    Review,
}
