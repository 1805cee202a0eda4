namespace Dixa.Probe.Commands;

/// <summary>The command line: <c>--output FILE</c>, or a word about the program.</summary>
/// <param name="Output">Where the report goes; null for stdout.</param>
/// <param name="Word"><c>--help</c> or <c>--version</c>, if one of them was given.</param>
public sealed record ProbeArguments(string? Output, string? Word)
{
    public const string Help = """
        usage: dixa-probe [--output FILE]

        Looks at a Dixa account and reports, in Markdown and without anybody's data, which of the things
        that nobody has published about Dixa's APIs are as source-dixa assumes. It only reads: at most 300
        requests, all of them GET, at a tenth of Dixa's limits. That takes about a quarter of an hour.
        Ctrl-C ends it with a report of what is known by then.

          --output FILE        where the report goes (stdout)
          --help               prints this
          --version            prints the version

          DIXA_API_TOKEN       the token, created by an administrator under Settings → Integrations → API tokens
          DIXA_API_URL         another address than https://dev.dixa.io, such as a simulator's
          DIXA_EXPORTS_API_URL another address than https://exports.dixa.io

        Exit codes: 0 done, 1 failed, 2 wrong usage; 130 and 143 after SIGINT and SIGTERM.
        """;

    /// <param name="error">What is wrong, if the result is null.</param>
    public static ProbeArguments? TryParse(IReadOnlyList<string> args, out string? error)
    {
        error = null;
        switch (args)
        {
            case []:
                return new ProbeArguments(null, null);
            case ["--help" or "--version", ..]:
                return new ProbeArguments(null, args[0]);
            case ["--output", { Length: > 0 } file]:
                return new ProbeArguments(file, null);
            case [var one] when one.StartsWith("--output=", StringComparison.Ordinal) && one.Length > "--output=".Length:
                return new ProbeArguments(one["--output=".Length..], null);
            case ["--output"] or ["--output="] or ["--output", ""]:
                error = "--output needs a file";
                return null;
            default:
                error = "the only option is --output FILE; the token is taken from the environment variable DIXA_API_TOKEN";
                return null;
        }
    }
}
