using System.Diagnostics;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Documents;

/// <summary><c>.ci/release</c>: the version is the same in every place, and is changed in one.</summary>
public sealed class ReleaseTests : IDisposable
{
    private static readonly string[] Files =
    [
        "Directory.Build.props", "Dockerfile", "metadata.yaml", "CHANGELOG.md", "deploy/compose.yaml", "deploy/kubernetes-cronjob.yaml",
        "docs/registering.md", "docs/sources/dixa.md", "EndToEnd.Tests/Commands/UsageTests.cs",
    ];

    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("release-test");

    public ReleaseTests()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "there is no bash");
        foreach (var file in Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
            File.Copy(Repository.PathOf(file), PathOf(file));
        }
    }

    public void Dispose() => _copy.Delete(recursive: true);

    [Fact]
    public void TheVersionIsTheSameInEveryPlace() =>
        Assert.Equal((0, $"{ConnectorVersion.Current} everywhere\n"), Release("check"));

    [Fact]
    public void APlaceThatWasForgottenIsNamed()
    {
        File.WriteAllText(PathOf("metadata.yaml"), File.ReadAllText(PathOf("metadata.yaml")).Replace($"dockerImageTag: {ConnectorVersion.Current}", "dockerImageTag: 77.0.0", StringComparison.Ordinal));

        var (exitCode, output) = Release("check");

        Assert.Equal(1, exitCode);
        Assert.Contains("metadata.yaml: behind 'dockerImageTag: ' stands 77.0.0", output, StringComparison.Ordinal);
    }

    [Fact]
    public void ANewVersionIsWrittenEverywhereAndTheChangelogNamesIt()
    {
        Assert.Equal(0, Release("set", "77.1.2").ExitCode);

        Assert.Equal((0, "77.1.2 everywhere\n"), Release("check", "77.1.2"));
        Assert.Contains("## [Unreleased]\n\n## [77.1.2] - 2026-12-24\n", File.ReadAllText(PathOf("CHANGELOG.md")), StringComparison.Ordinal);
        Assert.Contains("| 77.1.2 | 2026-12-24 |", File.ReadAllText(PathOf("docs/sources/dixa.md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set", "1.0")]
    [InlineData("set", "v1.0.0")]
    [InlineData("check", "1.0.0; true")]
    public void WhatIsNoVersionIsRefused(string command, string version) => Assert.Equal(1, Release(command, version).ExitCode);

    private string PathOf(string file) => Path.Combine(_copy.FullName, file);

    private (int ExitCode, string Output) Release(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/bash", [Repository.PathOf(".ci", "release"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ROOT"] = _copy.FullName, ["DATE"] = "2026-12-24" },
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
