using System.Diagnostics;
using System.Globalization;

namespace Dixa.Warehouse.Harness;

/// <summary>A file system of a test's own with little room, in memory. Only root can make one: elsewhere the test is skipped.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("dixa-disk-");

    public SmallDisk(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root can mount a file system.");
        Execute("mount", "-t", "tmpfs", "-o", Size(megabytes), "tmpfs", Path);
    }

    public string Path => _directory.FullName;

    /// <summary>Makes room.</summary>
    public void Grow(int megabytes) => Execute("mount", "-o", $"remount,{Size(megabytes)}", Path);

    /// <summary>From now on nothing can be written.</summary>
    public void Protect() => Execute("mount", "-o", "remount,ro", Path);

    public void Dispose()
    {
        Execute("umount", "-l", Path);
        _directory.Delete();
    }

    private static string Size(int megabytes) => string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=777");

    private static void Execute(params string[] command)
    {
        using var process = Process.Start(command[0], command[1..]);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)} ended with {process.ExitCode}");
    }
}
