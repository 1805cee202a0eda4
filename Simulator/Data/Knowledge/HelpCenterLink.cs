namespace Dixa.Simulator.Data.Knowledge;

public sealed record HelpCenterLink(Guid Id, string Name, string Url);
