namespace Dixa.Simulator.Data;

/// <summary>An order that nobody can count on, for lists whose order is unknown.</summary>
public static class Scatter
{
    /// <summary>Multiplication by an odd number gives each id a place of its own, far from its neighbours'.</summary>
    public static ulong Place(Conversation conversation) => unchecked((ulong)conversation.Id * 0x9E3779B97F4A7C15);
}
