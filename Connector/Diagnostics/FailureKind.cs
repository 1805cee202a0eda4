namespace Dixa.Connector.Diagnostics;

/// <summary>Who can mend a failure: the protocol's <c>failure_type</c>. A platform retries all but <see cref="Config"/>.</summary>
public enum FailureKind
{
    /// <summary>The user: a setting, a token, a permission.</summary>
    Config,

    /// <summary>Time: an outage, a rate limit, a broken connection.</summary>
    Transient,

    /// <summary>Us, or a change of the API.</summary>
    System,
}
