namespace Dixa.Warehouse;

/// <summary>Who can mend a failure: the protocol's <c>failure_type</c>.</summary>
public enum FailureKind
{
    /// <summary>The user, by other settings.</summary>
    Configuration,

    /// <summary>Time: the next run may do better.</summary>
    Transient,

    /// <summary>Whoever develops this program.</summary>
    System,
}
