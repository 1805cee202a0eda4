using System.ComponentModel.DataAnnotations;
using Dixa.Simulator.DixaApi;

namespace Dixa.Simulator.Faults;

/// <summary>Links to the next page on another host.</summary>
public sealed record ForeignNextFault : PageFault
{
    [Required]
    public string Origin { get; init; } = "https://dixa.invalid";

    public override PageLinks Twist(PageLinks links) => links with { Next = Origin + (links.Next ?? links.Self.Link(links.Path)) };
}
