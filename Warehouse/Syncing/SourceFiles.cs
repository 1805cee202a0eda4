namespace Dixa.Warehouse.Syncing;

/// <summary>The files that the source is given, in a directory that only this user sees. They hold the token, and go when it ends.</summary>
/// <remarks>A process that is killed leaves them; the next one takes them away. It knows them by a lock, which ends with its process.</remarks>
public sealed class SourceFiles : IDisposable
{
    private const string Prefix = "dixa-sync-";

    /// <summary>So often a new directory is taken for a killed process's at most; what goes wrong each time has another cause.</summary>
    private const int Attempts = 10;

    private readonly DirectoryInfo _directory;
    private readonly FileStream _lock;

    public SourceFiles()
    {
        RemoveThoseOfTheKilled();
        (_directory, _lock) = Create();
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

    /// <remarks>A file is opened first and locked then. Who looks for those of the killed in between takes the directory away, and another one is made.</remarks>
    private static (DirectoryInfo Directory, FileStream Lock) Create()
    {
        for (var attempt = 1; ; attempt++)
        {
            var directory = Directory.CreateTempSubdirectory(Prefix);
            try
            {
                var held = Lock(directory, FileMode.CreateNew);
                if (File.Exists(held.Name))
                {
                    return (directory, held);
                }

                held.Dispose();
            }
            catch (IOException) when (attempt < Attempts)
            {
                // Locked by who takes it away.
            }
        }
    }

    private static void RemoveThoseOfTheKilled()
    {
        // One without a lock is just being made, or somebody else's.
        foreach (var directory in new DirectoryInfo(System.IO.Path.GetTempPath()).EnumerateDirectories($"{Prefix}*").Where(directory => directory.LinkTarget is null && File.Exists(LockOf(directory))))
        {
            try
            {
                using var free = Lock(directory, FileMode.Open);
                directory.Delete(recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Its process lives, or it is another user's, or gone.
            }
        }
    }

    private static FileStream Lock(DirectoryInfo directory, FileMode mode) => new(LockOf(directory), mode, FileAccess.ReadWrite, FileShare.None);

    private static string LockOf(DirectoryInfo directory) => System.IO.Path.Combine(directory.FullName, "lock");
}
