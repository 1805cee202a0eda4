using System.Runtime.InteropServices;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Json;

/// <summary>Opens a file named on the command line. The error distinguishes a missing file from an unreadable one.</summary>
public static partial class InputFile
{
    /// <param name="option">The command-line option that named the file, such as <c>--config</c>.</param>
    /// <exception cref="ConnectorException">The file can't be opened. The message gives the reason and says what to do.</exception>
    public static FileStream Open(string path, string option)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ConnectorException(FailureKind.Config, Reason(path, option, exception), exception.GetType().Name);
        }
    }

    private static string Reason(string path, string option, Exception exception)
    {
        // The argument may be the file's content instead of its path. It is not repeated, since it contains the token.
        if (LooksLikeContent(path))
        {
            return $"{option} wants the path of a file, not its text or a URL. Write the text into a file and give that file's path.";
        }

        if (Directory.Exists(path))
        {
            return $"The file given as {option} is a directory: {path}. Give the path of a file in it. Docker creates a directory if the file to mount does not exist.";
        }

        // The argument may also be a bare token. It is repeated only if such a file exists or the name has the usual extension.
        var named = File.Exists(path) || path.EndsWith(".json", StringComparison.Ordinal) || path.EndsWith(".jsonl", StringComparison.Ordinal)
            ? $": {path}"
            : " (its path is not repeated, since it could be a secret)";
        return exception switch
        {
            FileNotFoundException or DirectoryNotFoundException =>
                $"The file given as {option} does not exist{named}. Check its name; in a container, that its folder is mounted (-v) and that the path is the one inside the container.",
            UnauthorizedAccessException =>
                $"The file given as {option} is there, but may not be read{User()}{named}. Give that user the right to read it and to enter its folder (chmod a+r FILE; chmod a+rx FOLDER).",
            _ => $"The file given as {option} can't be read{named}. Check that it is a file and that its disk is in order.",
        };
    }

    private static bool LooksLikeContent(string path) => path.AsSpan().ContainsAny("{}\"\n") || path.Contains("://", StringComparison.Ordinal) || path.TrimStart().StartsWith('[');

    private static string User() => OperatingSystem.IsWindows() ? "" : $" by user {EffectiveUser()}";

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint EffectiveUser();
}
