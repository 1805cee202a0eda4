using Dixa.Simulator.Data;

namespace Dixa.Simulator.DixaApi;

/// <summary>An end user with the attributes that its values are of.</summary>
public sealed record EndUserRow(EndUser User, Table<CustomAttribute> Attributes);
