using System.Text.Json;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.State;

/// <summary>Where the reading of the children of a small list stands: <c>{"last_parent": "7f0c…"}</c>.</summary>
/// <param name="LastParent">The id of the last parent whose children have all been written; null for none.</param>
public sealed record ParentCheckpoint(string? LastParent) : ICheckpoint
{
    private const string Member = "last_parent";

    /// <exception cref="ConnectorException">The id is no text.</exception>
    public static ParentCheckpoint Parse(SavedState saved) => new(saved.Text(Member, "an id"));

    public ParentCheckpoint AdvanceTo(string lastParent) => this with { LastParent = lastParent };

    public void WriteTo(Utf8JsonWriter json) => json.WriteString(Member, LastParent);
}
