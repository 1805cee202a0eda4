using Dixa.Simulator.DixaApi;

namespace Dixa.Simulator.Faults;

/// <summary>Shows empty pages, each with a link to yet another one.</summary>
public sealed record FreshKeysFault : PageFault
{
    /// <summary>Far behind the end of any list.</summary>
    private const long Beyond = 1_000_000_000_000;

    public override PageLinks Twist(PageLinks links)
    {
        var next = links.Self with { Offset = Math.Max(links.Self.Offset, Beyond) + 1 };
        return links with { HidesRows = true, Next = next.Link(links.Path) };
    }
}
