using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Dixa.Warehouse.Syncing;

/// <summary>How the source is started: a program and the arguments before its own.</summary>
public sealed partial record SourceCommand(string Program, IReadOnlyList<string> Arguments)
{
    private const string DirectoryPlaceholder = "{directory}";

    /// <summary>This process's user and group: a container's own user could not read files that only this one may.</summary>
    private const string UserPlaceholder = "{user}";

    /// <summary>Reads what <c>--source</c> says; without it, <c>source-dixa</c> beside this program or on the path.</summary>
    public static SourceCommand Parse(string? text, string baseDirectory)
    {
        if (text is null)
        {
            var beside = Path.Combine(baseDirectory, OperatingSystem.IsWindows() ? "source-dixa.exe" : "source-dixa");
            return new SourceCommand(File.Exists(beside) ? beside : "source-dixa", []);
        }

        var words = Words(text);
        return words.Count > 0 ? new SourceCommand(words[0], words[1..]) : throw WarehouseException.Configuration("--source needs a program, such as \"docker run --rm --user {user} -v {directory}:{directory} source-dixa\".");
    }

    /// <summary>The arguments, with the directory of the source's files and this process's user in their places.</summary>
    public IEnumerable<string> ArgumentsIn(string directory) => Arguments.Select(argument => argument
        .Replace(DirectoryPlaceholder, directory, StringComparison.Ordinal)
        .Replace(UserPlaceholder, OperatingSystem.IsWindows() ? "0:0" : $"{EffectiveUser()}:{EffectiveGroup()}", StringComparison.Ordinal));

    /// <summary>Words as a shell cuts them: at spaces, but not within quotes.</summary>
    private static List<string> Words(string text) =>
        [.. Word().Matches(text).Select(word => word.Value.Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal))];

    [GeneratedRegex("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+")]
    private static partial Regex Word();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "getegid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint EffectiveGroup();
}
