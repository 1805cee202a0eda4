namespace Dixa.Warehouse.Tables;

/// <summary>The columns that each table has besides its stream's.</summary>
public static class SystemColumns
{
    /// <summary>An object: fields that the schema lacks, and values that their columns can't hold.</summary>
    public const string Extra = "_extra";

    /// <summary>An array in the form of the protocol's <c>meta.changes</c>: what is not in its column as the API sent it.</summary>
    public const string Changes = "_changes";

    /// <summary>When the row was written.</summary>
    public const string LoadedAt = "_loaded_at";

    /// <summary>The refresh that brought the row last.</summary>
    public const string Generation = "_generation";

    /// <summary>When a full refresh no longer brought the row: only where deletions are marked.</summary>
    public const string DeletedAt = "_deleted_at";

    /// <summary>The order of rows on their way into a table.</summary>
    public const string Ordinal = "_ordinal";

    public static IReadOnlyList<string> All { get; } = [Extra, Changes, LoadedAt, Generation, DeletedAt, Ordinal];

    /// <summary>Names that no property's column can have: these, and the hidden columns of both databases.</summary>
    public static IReadOnlyList<string> Reserved { get; } = [.. All, "tableoid", "xmin", "xmax", "cmin", "cmax", "ctid", "rowid", "_rowid_", "oid"];
}
