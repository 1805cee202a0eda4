using System.Text;

namespace Dixa.Warehouse.Webhooks;

/// <summary>The file that keeps the secrets of subscriptions, one a line, for this user's eyes only.</summary>
/// <remarks>It is replaced as a whole by a rename, so whoever reads it meanwhile sees the old one or the new one.</remarks>
public sealed class SecretsFile
{
    private static readonly char[] Separators = ['\n', '\r', ',', ' ', '\t'];

    private readonly string _path;

    /// <param name="path">A link is followed: it stays, and what it leads to is replaced.</param>
    public SecretsFile(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        _path = new FileInfo(Path).LinkTarget is null ? Path : File.ResolveLinkTarget(Path, returnFinalTarget: true)!.FullName;
    }

    public string Path { get; }

    /// <summary>The secrets of a text: one a line, or with commas or spaces between them.</summary>
    public static IReadOnlyList<string> Split(string text) => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is in it; nothing if it is not there yet.</summary>
    /// <exception cref="WarehouseException">It can't be read.</exception>
    public IReadOnlyList<string> Read() => Try("read", () => File.Exists(_path) ? Split(File.ReadAllText(_path)) : []);

    /// <summary>Tries whether it can be written, and leaves it as it is.</summary>
    /// <exception cref="WarehouseException">It can't.</exception>
    public void Probe() => Try("written", () =>
    {
        var draft = Draft([]);
        File.Delete(draft);
        return true;
    });

    /// <summary>Adds a secret; says whether it was not there before.</summary>
    /// <exception cref="WarehouseException">It can't be written.</exception>
    public bool Add(string secret)
    {
        var secrets = Read();
        if (secrets.Contains(secret, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        Replace([.. secrets, secret]);
        return true;
    }

    /// <summary>Takes a secret away; says whether it was there.</summary>
    /// <exception cref="WarehouseException">It can't be written.</exception>
    public bool Remove(string secret)
    {
        var secrets = Read();
        string[] left = [.. secrets.Where(each => !each.Equals(secret, StringComparison.OrdinalIgnoreCase))];
        if (left.Length == secrets.Count)
        {
            return false;
        }

        Replace(left);
        return true;
    }

    private void Replace(IReadOnlyList<string> secrets) => Try("written", () =>
    {
        File.Move(Draft(secrets), _path, overwrite: true);
        return true;
    });

    /// <summary>Writes a file beside it that only this user may read, to the disk.</summary>
    private string Draft(IReadOnlyList<string> secrets)
    {
        var draft = $"{_path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(draft, options);
        file.Write(Encoding.ASCII.GetBytes(string.Concat(secrets.Select(secret => $"{secret}\n"))));
        file.Flush(flushToDisk: true);
        return draft;
    }

    private T Try<T>(string what, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw WarehouseException.Configuration($"The file of the webhooks' secrets, {Path}, can't be {what}: {exception.Message} It needs a directory that this user may write to.", exception);
        }
    }
}
