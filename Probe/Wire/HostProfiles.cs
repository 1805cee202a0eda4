using Dixa.Connector.Api;

namespace Dixa.Probe.Wire;

/// <summary>The connector's own profiles of both hosts, at a tenth of the limits: an export a minute, one request a second.</summary>
public static class HostProfiles
{
    public static HostProfile Exports { get; } = HostProfile.Exports(1);

    public static HostProfile Dixa { get; } = HostProfile.Dixa(1) with { Limit = 1, Span = TimeSpan.FromSeconds(1), Margin = TimeSpan.FromMilliseconds(20) };
}
