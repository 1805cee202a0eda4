namespace Dixa.Simulator.Data;

/// <summary>An internal note; its text is null once it was erased, and then only the activity log still knows of it.</summary>
public sealed record Note(Guid Id, Guid AuthorId, long CreatedAtMs, string? Text);
