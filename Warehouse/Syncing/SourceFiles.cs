namespace Dixa.Warehouse.Syncing;

/// <summary>The files that the source is given, in a directory that only this user sees. They hold the token, and go when it ends.</summary>
/// <remarks>A process that is killed leaves them; the next one takes them away. It knows them by a lock, which ends with its process.</remarks>
public sealed class SourceFiles : IDisposable
{
    private const string Prefix = "dixa-sync-";

    private readonly DirectoryInfo _directory;
    private readonly FileStream _lock;

    public SourceFiles()
    {
        RemoveThoseOfTheKilled();
        _directory = Directory.CreateTempSubdirectory(Prefix);

        // A file is opened first and locked then. It gets its name when it is locked, so nobody takes these files for a killed process's in between.
        var unnamed = System.IO.Path.Combine(_directory.FullName, "lock.new");
        _lock = Lock(unnamed, FileMode.CreateNew);
        File.Move(unnamed, LockOf(_directory));
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
        // Locked until it is gone, so that nobody else deletes in it at the same time.
        _directory.Delete(recursive: true);
        _lock.Dispose();
    }

    private static void RemoveThoseOfTheKilled()
    {
        // One without a lock is just being made, or somebody else's.
        foreach (var directory in new DirectoryInfo(System.IO.Path.GetTempPath()).EnumerateDirectories($"{Prefix}*").Where(directory => directory.LinkTarget is null && File.Exists(LockOf(directory))))
        {
            try
            {
                using var free = Lock(LockOf(directory), FileMode.Open);
                directory.Delete(recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Its process lives, or it is another user's, or gone.
            }
        }
    }

    private static FileStream Lock(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, FileShare.None);

    private static string LockOf(DirectoryInfo directory) => System.IO.Path.Combine(directory.FullName, "lock");
}
