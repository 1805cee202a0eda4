using System.Text.Json;
using System.Text.RegularExpressions;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Documents;

/// <summary><c>THIRD-PARTY.md</c> lists what the lock files ship, under licences that were accepted.</summary>
public sealed class ComponentsTests
{
    /// <summary>Licences that let others use, change and sell what holds them, and ask for no source. Another one is a decision.</summary>
    private static readonly string[] Accepted = ["MIT", "Apache-2.0", "BSD-3-Clause", "PostgreSQL", "Public domain"];

    private static readonly string Document = File.ReadAllText(Repository.PathOf("THIRD-PARTY.md"));

    private static readonly IReadOnlyList<IReadOnlyList<string>> Rows = [.. MarkdownTable.Rows(Document, "package")];

    [Theory]
    [InlineData("Connector", "source-dixa")]
    [InlineData("Warehouse", "dixa-warehouse")]
    [InlineData("Simulator", "dixa-simulator")]
    public void WhatALockFileShipsIsListed(string folder, string program)
    {
        var shipped = LockedPackages(folder).Order(StringComparer.Ordinal).Distinct().ToList();
        var listed = Rows.Where(row => row[2] == program).Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal).ToList();

        Listing.AssertEmpty("Run .ci/third-party: it lacks", shipped.Except(listed));
        Listing.AssertEmpty("Run .ci/third-party: no longer shipped", listed.Except(shipped));
    }

    [Fact]
    public void EveryLicenceIsOneThatWasAccepted() => Assert.All(Rows, row =>
    {
        Assert.Contains(row[3], Accepted);
        Assert.True(row[3] == "Public domain" || Document.Contains($"\n## {row[3]}\n", StringComparison.Ordinal), $"the text of {row[3]} is missing");
    });

    [Fact]
    public void CiRestoresWhatIsLocked()
    {
        var build = File.ReadAllText(Repository.PathOf("Directory.Build.props"));

        Assert.Contains("<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>", build, StringComparison.Ordinal);
        Assert.Contains("<RestoreLockedMode Condition=\"'$(CI)' == 'true'\">true</RestoreLockedMode>", build, StringComparison.Ordinal);
        Assert.Matches(new Regex(@"export CI=true.*step [^\n]* dotnet restore\n", RegexOptions.Singleline), File.ReadAllText(Repository.PathOf(".ci", "run")));
    }

    private static List<string> LockedPackages(string folder)
    {
        using var locked = JsonDocument.Parse(File.ReadAllText(Repository.PathOf(folder, "packages.lock.json")));
        return
        [
            .. from framework in locked.RootElement.GetProperty("dependencies").EnumerateObject()
               from package in framework.Value.EnumerateObject()
               where package.Value.GetProperty("type").GetString() != "Project" && package.Name != "Microsoft.NET.ILLink.Tasks"
               select $"{package.Name} {package.Value.GetProperty("resolved").GetString()}",
        ];
    }
}
