namespace Dixa.Warehouse.Syncing;

/// <summary>The files that the source is given, in a directory that only this user sees. They hold the token, and go when it ends.</summary>
public sealed class SourceFiles : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("dixa-sync-");

    public string Path => _directory.FullName;

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(_directory.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
