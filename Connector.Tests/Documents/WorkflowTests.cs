using System.Text.RegularExpressions;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Documents;

/// <summary>What runs elsewhere than here: <c>.github/</c> and <c>.devcontainer/</c>.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows =>
        [.. Directory.GetFiles(Repository.PathOf(".github", "workflows"), "*.yml").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void ActionsAreNamedByCommit(string name) =>
        Listing.AssertEmpty($"Name them by commit, with the version as a comment, in {name}", Uses().Matches(Text(name)).Select(match => match.Value).Where(use => !Pinned().IsMatch(use)));

    /// <remarks>A right to write is given to a job, with the reason, and never to a whole workflow.</remarks>
    [Theory]
    [MemberData(nameof(Workflows))]
    public void RightsAreThoseThatAreNeeded(string name)
    {
        var text = Text(name);

        Assert.Contains("\npermissions:\n  contents: read\n", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?m)^  [a-z-]+: write$", text);
        Assert.True(name == "release.yml" || !text.Contains(": write", StringComparison.Ordinal), "only a release writes");
        Assert.DoesNotContain("pull_request_target", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"run:[^\n]*\$\{\{ *github\.(event|head_ref)", text);
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void WhatWasNotRunSaysSoAtItsTop(string name) => Assert.Contains("Not run so far", string.Concat(Text(name).Split('\n').TakeWhile(line => line.StartsWith('#'))), StringComparison.Ordinal);

    [Fact]
    public void CiRunsWhatIsRunHere() => Assert.Contains("      - run: .ci/run\n", Text("ci.yml"), StringComparison.Ordinal);

    [Fact]
    public void BothSwitchesAreTried() => Assert.All(
        ["-p:UseRefitPackage=true", "-p:UseTestcontainersPackage=true", "--build-arg UseRefitPackage=true"],
        option => Assert.Contains(option, Text("packages.yml"), StringComparison.Ordinal));

    [Fact]
    public void ABugsFormAsksForVersionLogAndProbe() => Assert.All(
        ["id: version", "id: log", "id: probe"], id => Assert.Contains(id, File.ReadAllText(Repository.PathOf(".github", "ISSUE_TEMPLATE", "bug.yml")), StringComparison.Ordinal));

    private static string Text(string name) => File.ReadAllText(Repository.PathOf(".github", "workflows", name));

    [GeneratedRegex(@"uses: .*")]
    private static partial Regex Uses();

    [GeneratedRegex(@"^uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();
}
