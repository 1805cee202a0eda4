using System.Reflection;
using System.Text.RegularExpressions;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Acceptance;

/// <summary><c>docs/protocol.md</c>: each requirement has its test or its reason.</summary>
public sealed class ProtocolDocumentTests
{
    private static readonly Dictionary<string, int> Requirements = new()
    {
        ["W"] = 8,
        ["R"] = 6,
        ["ST"] = 10,
        ["L"] = 2,
        ["TR"] = 4,
        ["SP"] = 2,
        ["C"] = 1,
        ["CA"] = 3,
        ["I"] = 5,
        ["LC"] = 4,
        ["D"] = 8,
        ["T"] = 47,
        ["N"] = 4,
        ["PL"] = 19,
        ["K"] = 30,
    };

    private static readonly IReadOnlyList<(string Id, string Requirement, string HeldBy)> Rows =
    [
        .. Regex.Matches(File.ReadAllText(Repository.PathOf("docs", "protocol.md")), @"^\| (?<id>[A-Z]+[0-9]+b?) \| (?<requirement>[^|]+) \| (?<held>[^|]+) \|$", RegexOptions.Multiline)
            .Select(row => (row.Groups["id"].Value, row.Groups["requirement"].Value, row.Groups["held"].Value)),
    ];

    private static readonly IReadOnlyList<MethodInfo> Tests =
    [
        .. typeof(ProtocolDocumentTests).Assembly.GetTypes()
            .Where(type => type.IsPublic && type.IsClass)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttributes<FactAttribute>().Any()),
    ];

    [Fact]
    public void EveryRequirementIsThereOnce() => Assert.Equal(
        Requirements.SelectMany(group => Enumerable.Range(1, group.Value).Select(number => $"{group.Key}{number}")).Append("PL2b").Order(StringComparer.Ordinal),
        Rows.Select(row => row.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryRowNamesTestsThatExistOrGivesAReason() => Assert.All(Rows, row =>
    {
        if (row.HeldBy.StartsWith('—'))
        {
            Assert.InRange(row.HeldBy.Length, 25, 400);
            return;
        }

        Assert.NotEmpty(Names(row.HeldBy));
        Assert.All(Names(row.HeldBy), name => Assert.True(
            name.Split('.') is [var type, var method] ? IsTest(type, method) : Tests.Any(test => test.Name == name && IsAcceptance(test)), name));
    });

    [Fact]
    public void EveryTestOfARequirementStandsInItsRow() => Assert.All(
        Tests.Where(IsAcceptance).Select(test => (test.Name, Id: Regex.Match(test.Name, "^([A-Z]+[0-9]+b?)_").Groups[1].Value)),
        test => Assert.Contains(test.Name, Names(Rows.Single(row => row.Id == test.Id).HeldBy)));

    /// <summary>Whether there is such a test, here or among those in process.</summary>
    private static bool IsTest(string type, string method) =>
        Tests.Any(test => test.DeclaringType!.Name == type && test.Name == method)
        || Directory.GetFiles(Repository.PathOf("Connector.Tests"), $"{type}.cs", SearchOption.AllDirectories)
            .Any(file => Regex.IsMatch(File.ReadAllText(file), $@"\[(Fact|Theory)\](\s*\[.*\])*\s*public (void|async Task) {method}\("));

    private static bool IsAcceptance(MethodInfo test) => typeof(AcceptanceTests).IsAssignableFrom(test.DeclaringType);

    private static string[] Names(string heldBy) => [.. Regex.Matches(heldBy, "`([^`]+)`").Select(match => match.Groups[1].Value)];
}
