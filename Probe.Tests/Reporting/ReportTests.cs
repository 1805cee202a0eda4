using Dixa.Connector.Harness;
using Dixa.Probe.Harness;
using Dixa.Probe.Wire;
using Dixa.Simulator.Faults;

namespace Dixa.Probe.Reporting;

/// <summary>The reports on simulated accounts: those in <c>docs/probe/</c> are what a look at them gives.</summary>
public sealed class ReportTests
{
    /// <summary>Set to <c>write</c>, the reports are written anew.</summary>
    private const string Variable = "PROBE_REPORTS";

    public static TheoryData<string> Names => [.. Settings.All.Select(setting => setting.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task TheReportInTheDocumentsIsThatOfALook(string name)
    {
        var path = Repository.PathOf("docs", "probe", $"{name}.md");
        var report = (await Looks.AtAsync(name)).Report;
        if (Environment.GetEnvironmentVariable(Variable) == "write")
        {
            await File.WriteAllTextAsync(path, report, TestContext.Current.CancellationToken);
        }

        Assert.True(
            File.Exists(path) && await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) == report,
            $"docs/probe/{name}.md is not what a look gives now. Run {Variable}=write dotnet test Probe.Tests, and read what has changed.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task NothingInAReportIsAnybodysData(string name)
    {
        var look = await Looks.AtAsync(name);

        Assert.InRange(look.Personal.Count, 10_000, int.MaxValue);
        Listing.AssertEmpty("In the report", look.Personal.Where(text => PersonalValues.IsIn(text, look.Report)));
    }

    /// <remarks>The simulator keeps a tenth of Dixa's limits and would refuse: the refusals that there are were asked for.</remarks>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task ALookIsGentle(string name)
    {
        var look = await Looks.AtAsync(name);

        Assert.InRange(look.Requests, 50, RequestTally.Most);
        Assert.Equal(Settings.Find(name).Faults.OfType<StatusFault>().Count(fault => fault.Code == 429), look.Answers.Count(answer => answer.Status == 429));
        Assert.Equal(["GET"], look.Methods);
        Assert.InRange(look.Answers.Count(answer => answer.Host.StartsWith("Exports", StringComparison.Ordinal)), 12, 15);
        Assert.InRange(look.Took, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task TheIndexListsEveryReport()
    {
        var index = await File.ReadAllTextAsync(Repository.PathOf("docs", "probe", "README.md"), TestContext.Current.CancellationToken);

        Listing.AssertLists(
            "docs/probe/README.md",
            Settings.All.Select(setting => $"- [{setting.Name}]({setting.Name}.md): {setting.Description}"),
            index.Split('\n').Where(line => line.StartsWith("- [", StringComparison.Ordinal)));
    }
}
