using System.Text.Json;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.State;

/// <summary>Where the reading of a list stands: <c>{"next_page": "/v1/endusers?pageKey=…"}</c>.</summary>
/// <param name="NextPage">The link to the page to read next, as the API gave it; null for the first page.</param>
public sealed record PageCheckpoint(string? NextPage) : ICheckpoint
{
    private const string Member = "next_page";

    /// <exception cref="ConnectorException">The link is no text.</exception>
    public static PageCheckpoint Parse(SavedState saved) => new(saved.Text(Member, "a link"));

    public PageCheckpoint AdvanceTo(string nextPage) => this with { NextPage = nextPage };

    public void WriteTo(Utf8JsonWriter json) => json.WriteString(Member, NextPage);
}
