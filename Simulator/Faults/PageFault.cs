using System.ComponentModel.DataAnnotations;
using Dixa.Simulator.DixaApi;

namespace Dixa.Simulator.Faults;

/// <summary>Serves a page of a list with links that lead astray; other answers stay as they are.</summary>
public abstract record PageFault : Fault
{
    public abstract PageLinks Twist(PageLinks links);

    public override Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        context.Features.Set(this);
        return next(context);
    }
}

/// <summary>Links to the next page on another host.</summary>
public sealed record ForeignNextFault : PageFault
{
    [Required]
    public string Origin { get; init; } = "https://dixa.invalid";

    public override PageLinks Twist(PageLinks links) => links with { Next = Origin + (links.Next ?? links.Self.Link(links.Path)) };
}

/// <summary>Names each page as its own successor.</summary>
public sealed record RepeatPageKeyFault : PageFault
{
    public override PageLinks Twist(PageLinks links) => links with { Next = links.Self.Link(links.Path) };
}

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
