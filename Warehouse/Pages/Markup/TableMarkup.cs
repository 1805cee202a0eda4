namespace Dixa.Warehouse.Pages.Markup;

/// <summary>A column of a table.</summary>
/// <param name="IsNumber">Numbers stand at the right, one digit below the other.</param>
public sealed record Heading(string Text, bool IsNumber = true);

/// <summary>Tables.</summary>
public static class TableMarkup
{
    /// <param name="caption">What it is of, for those who hear the page.</param>
    /// <param name="rows">The cells of each row; the first names the row.</param>
    public static Html Draw(string caption, IReadOnlyList<Heading> headings, IEnumerable<IReadOnlyList<Html>> rows) => Html.Of($"""
        <table><caption class="heard">{caption}</caption>
        <thead><tr>{headings.Select(Head)}</tr></thead>
        <tbody>{rows.Select(row => Html.Of($"<tr>{row.Select((cell, at) => at == 0 ? Html.Of($"""<th scope="row"{Class(headings[0])}>{cell}</th>""") : Html.Of($"<td{Class(headings[at])}>{cell}</td>"))}</tr>\n"))}</tbody></table>
        """);

    /// <summary>A table that scrolls by itself, also by keyboard.</summary>
    public static Html Scrolling(string caption, IReadOnlyList<Heading> headings, IEnumerable<IReadOnlyList<Html>> rows, bool isTall = true) =>
        Html.Of($"""<div class="{(isTall ? "scroll tall" : "scroll")}" role="region" tabindex="0" aria-label="{caption}">{Draw(caption, headings, rows)}</div>""");

    public static Html Cell(string? text) => Html.Of($"{text}");

    /// <summary>A name that somebody has chosen. The direction of its letters is its own business.</summary>
    public static Html Name(string? text) => Html.Of($"<bdi>{text}</bdi>");

    /// <summary>Above a column of pictures stands nothing, also for those who hear the page.</summary>
    private static Html Head(Heading heading) => heading.Text.Length == 0 ? Html.Of($"""<td class="bars"></td>""") : Html.Of($"""<th scope="col"{Class(heading)}>{heading.Text}</th>""");

    private static Html Class(Heading heading) => heading.IsNumber ? Html.Of($" class=\"number\"") : Html.Empty;
}
