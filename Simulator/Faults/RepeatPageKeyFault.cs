using Dixa.Simulator.DixaApi;

namespace Dixa.Simulator.Faults;

/// <summary>Names each page as its own successor.</summary>
public sealed record RepeatPageKeyFault : PageFault
{
    public override PageLinks Twist(PageLinks links) => links with { Next = links.Self.Link(links.Path) };
}
