namespace Dixa.Warehouse.Syncing;

/// <summary>The files that the source is given, in a directory that only this user sees. They hold the token, and go when it ends.</summary>
/// <remarks>A process that is killed leaves them; the next one takes them away. It knows them by a lock, which ends with its process.</remarks>
public sealed class SourceFiles : IDisposable
{
    private const string Prefix = "dixa-sync-";

    private const string LockName = "lock";

    private readonly DirectoryInfo _directory;
    private readonly FileStream _lock;

    public SourceFiles()
    {
        RemoveThoseOfTheKilled();
        _directory = Directory.CreateTempSubdirectory(Prefix);
        _lock = Lock(_directory);
    }

    public string Path => _directory.FullName;

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(_directory.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        _directory.Delete(recursive: true);
        _lock.Dispose();
    }

    private static FileStream Lock(DirectoryInfo directory) => new(System.IO.Path.Combine(directory.FullName, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static void RemoveThoseOfTheKilled()
    {
        // One without a lock is just being made, or somebody else's.
        foreach (var directory in new DirectoryInfo(System.IO.Path.GetTempPath()).EnumerateDirectories($"{Prefix}*").Where(directory => directory.LinkTarget is null && File.Exists(System.IO.Path.Combine(directory.FullName, LockName))))
        {
            try
            {
                using var free = Lock(directory);
                directory.Delete(recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Its process lives, or it is another user's.
            }
        }
    }
}
