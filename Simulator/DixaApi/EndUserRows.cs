using System.Collections;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi;

/// <summary>End users, each put together with the attributes when it is its turn: there may be a million, of which a page shows a hundred.</summary>
public sealed class EndUserRows(IReadOnlyList<EndUser> users, Table<CustomAttribute> attributes) : IReadOnlyList<EndUserRow>
{
    public int Count => users.Count;

    public EndUserRow this[int index] => new(users[index], attributes);

    /// <summary>Those that a request asks for.</summary>
    public static EndUserRows Select(ApiCall call) => new(PersonFilter.EndUsers(call), call.Organization.Workspace.ContactAttributes);

    public IEnumerator<EndUserRow> GetEnumerator() => users.Select(user => new EndUserRow(user, attributes)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
