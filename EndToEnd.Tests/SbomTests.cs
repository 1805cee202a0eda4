using System.Text.Json;
using Dixa.Connector.Harness;

namespace Dixa.Connector;

/// <summary>What lies beside each published program: the list of its components, and the runtime's own notices.</summary>
public sealed class SbomTests
{
    private static readonly string Published = Path.GetDirectoryName(SourceDixa.Executable)!;

    [Fact]
    public void EveryPackageThatShipsIsListedWithItsHash()
    {
        using var bill = Read();
        using var locked = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("Connector", "packages.lock.json")));
        var listed = bill.RootElement.GetProperty("components").EnumerateArray().ToDictionary(
            each => each.GetProperty("purl").GetString()!, each => each.GetProperty("hashes")[0].GetProperty("content").GetString());
        var expected = locked.RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project")
            .ToList();

        Assert.NotEmpty(expected);
        Assert.All(expected, package => Assert.Equal(
            Convert.ToHexStringLower(Convert.FromBase64String(package.Value.GetProperty("contentHash").GetString()!)),
            listed[$"pkg:nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}"]));
        Assert.Contains(listed.Keys, purl => purl.StartsWith("pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@", StringComparison.Ordinal));
        Assert.DoesNotContain(listed.Keys, purl => purl.Contains("AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatOnlyBuildsIsToldApartAndEachHasALicence()
    {
        using var bill = Read();

        Assert.All(bill.RootElement.GetProperty("components").EnumerateArray(), each =>
        {
            var builds = each.GetProperty("name").GetString() is "Microsoft.NET.ILLink.Tasks" or "Microsoft.NETCore.App.Crossgen2.linux-x64";
            Assert.Equal(builds ? "excluded" : "required", each.GetProperty("scope").GetString());
            Assert.NotEqual(0, each.GetProperty("licenses").GetArrayLength());
        });
    }

    [Fact]
    public void ItIsOfThisVersionAndHasNothingThatChangesFromBuildToBuild()
    {
        using var bill = Read();
        var (root, metadata) = (bill.RootElement, bill.RootElement.GetProperty("metadata"));

        Assert.Equal(("CycloneDX", "1.6"), (root.GetProperty("bomFormat").GetString(), root.GetProperty("specVersion").GetString()));
        Assert.Equal(ConnectorVersion.Current, metadata.GetProperty("component").GetProperty("version").GetString());
        Assert.False(root.TryGetProperty("serialNumber", out _) || metadata.TryGetProperty("timestamp", out _));
    }

    [Fact]
    public void TheRuntimesNoticesLieBesideIt()
    {
        Read().Dispose();

        Assert.Contains(".NET", File.ReadAllText(Path.Combine(Published, "dotnet-notices.txt")), StringComparison.Ordinal);
    }

    private static JsonDocument Read()
    {
        var path = Path.Combine(Published, "source-dixa.cdx.json");
        Assert.SkipUnless(File.Exists(path), "the program is published on Linux x64 only");
        return JsonDocument.Parse(File.ReadAllText(path));
    }
}
