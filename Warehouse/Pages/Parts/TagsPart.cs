using Dixa.Warehouse.Pages.Markup;
using Dixa.Warehouse.Pages.Numbers;

namespace Dixa.Warehouse.Pages.Parts;

/// <summary>What customers write about, by tags.</summary>
public static class TagsPart
{
    public const int Most = 12;

    private static readonly Heading[] Headings = [new("Tag", IsNumber: false), new("Conversations"), new("", IsNumber: false), new("Period before"), new("Change")];

    public static Html Draw(IReadOnlyList<TagCount> tags, bool canCompare, string range) => tags.Count == 0 ? Html.Empty : Html.Of($"""
        <section aria-labelledby="tags"><h2 id="tags">Contact reasons <span class="quiet">{range}</span></h2>
        {TableMarkup.Scrolling("Contact reasons by tag", Headings, tags.Select(tag => Row(tag, tags[0].Count, canCompare)), isTall: false)}
        </section>
        """);

    private static Html[] Row(TagCount tag, int most, bool canCompare) =>
    [
        TableMarkup.Name(tag.Tag), TableMarkup.Cell(Say.Count(tag.Count)), Bar.Of(tag.Count, most),
        TableMarkup.Cell(canCompare ? Say.Count(tag.Before) : Say.Nothing), TableMarkup.Cell(canCompare ? Say.Change(tag.Count - tag.Before) : Say.Nothing),
    ];
}
