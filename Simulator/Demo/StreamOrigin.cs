using Dixa.Simulator.Http;
using Microsoft.AspNetCore.Routing.Template;

namespace Dixa.Simulator.Demo;

/// <summary>Where the records of a stream come from.</summary>
/// <param name="Path">What is asked for them, in the syntax of routes.</param>
/// <param name="Rows">What the APIs show of them at a moment: keys, and the versions that the cursor tells apart.</param>
public sealed record StreamOrigin(
    string Stream, string Path, Func<Organization, DateTimeOffset, IEnumerable<(string Key, string Version)>> Rows)
{
    private readonly TemplateMatcher _matcher = new(TemplateParser.Parse(Path), []);

    public bool Serves(LoggedRequest request) => _matcher.TryMatch(request.Path, []);
}
