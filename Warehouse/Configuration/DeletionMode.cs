namespace Dixa.Warehouse.Configuration;

/// <summary>What becomes of a row that a full refresh no longer brings.</summary>
public enum DeletionMode
{
    Delete,

    /// <summary>It stays and gets <c>_deleted_at</c>.</summary>
    Mark,
}
