namespace Dixa.Connector.Diagnostics;

/// <summary>Who can fix a failure: the protocol's <c>failure_type</c>. A platform retries all but <see cref="Config"/>.</summary>
public enum FailureKind
{
    /// <summary>The user: a setting, a token, a permission.</summary>
    Config,

    /// <summary>Nobody, but it passes: an outage, a rate limit, a broken connection.</summary>
    Transient,

    /// <summary>The connector's developers: a defect, or a change of the API.</summary>
    System,
}
