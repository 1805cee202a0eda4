using System.Runtime.Versioning;

namespace Dixa.Warehouse.Webhooks;

/// <summary>The file of secrets is this user's alone, and whole at any moment.</summary>
public sealed class SecretsFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("dixa-secrets-");

    private string Path => System.IO.Path.Combine(_directory.FullName, "secrets");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void AFileThatIsMissingHasNone()
    {
        var file = new SecretsFile(Path);

        Assert.Empty(file.Read());
        Assert.False(file.Remove("aa"));
        Assert.Empty(_directory.GetFiles());
    }

    [Fact]
    public void WhatIsThereStaysAndNothingIsThereTwice()
    {
        File.WriteAllText(Path, "aabb, ccdd\n\n");
        var file = new SecretsFile(Path);

        Assert.True(file.Add("eeff"));
        Assert.False(file.Add("AABB"));
        Assert.True(file.Remove("CCDD"));
        Assert.Equal("aabb\neeff\n", File.ReadAllText(Path));
        Assert.Single(_directory.GetFiles());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void WhoeverElseCouldReadItCanNoMore()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such rights.");
        File.WriteAllText(Path, "aabb\n");
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        new SecretsFile(Path).Add("ccdd");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void ALinkStaysALink()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A link takes a right.");
        var target = System.IO.Path.Combine(_directory.FullName, "target");
        File.WriteAllText(target, "aabb\n");
        File.CreateSymbolicLink(Path, target);
        new SecretsFile(Path).Add("ccdd");

        Assert.Equal(target, new FileInfo(Path).LinkTarget);
        Assert.Equal("aabb\nccdd\n", File.ReadAllText(target));
    }

    [Fact]
    public void ADirectoryThatIsNotThereIsSaidInASentence()
    {
        var exception = Assert.Throws<WarehouseException>(new SecretsFile(System.IO.Path.Combine(_directory.FullName, "missing", "secrets")).Probe);

        Assert.Contains("can't be written", exception.Message, StringComparison.Ordinal);
    }
}
