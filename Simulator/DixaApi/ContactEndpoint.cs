using Dixa.Simulator.Data;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

/// <summary>Where the organisation can be reached: a mailbox or a telephone line. It has no id but its address or number.</summary>
public sealed record ContactEndpoint(Mailbox? Mailbox, PhoneLine? Line)
{
    private const string Parameter = "_type";

    /// <summary>Endpoints as asked for: of one type, or all.</summary>
    public static IEnumerable<ContactEndpoint> Select(ApiCall call)
    {
        var workspace = call.Organization.Workspace;
        var lines = workspace.PhoneLines.Select(line => new ContactEndpoint(null, line));
        var mailboxes = workspace.Mailboxes.Select(mailbox => new ContactEndpoint(mailbox, null));
        return (call.Query.TryGetValue(Parameter, out var type) ? type.ToString() : null) switch
        {
            null => lines.Concat(mailboxes),
            "EmailEndpoint" => mailboxes,
            "TelephonyEndpoint" => lines,
            _ => throw RefusalException.BadParameter(Parameter),
        };
    }
}
