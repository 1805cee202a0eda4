namespace Dixa.Warehouse.Views;

/// <summary>The statements of the views, which are files in this folder: those of one database, and in <c>Common</c> those that both understand.</summary>
public static class ViewScripts
{
    private const string Common = "Common";

    /// <summary>What a refresh writes to: <c>CREATE TABLE</c> statements.</summary>
    public const string Tables = "_tables";

    /// <summary>What a refresh does, statement by statement.</summary>
    public const string Refresh = "_refresh";

    /// <summary>The views of a database: the name of each with its query.</summary>
    public static IReadOnlyDictionary<string, string> Views(string dialect) => typeof(ViewScripts).Assembly.GetManifestResourceNames()
        .Select(name => name.Split('/'))
        .Where(parts => parts is ["Views", var folder, var file] && (folder == dialect || folder == Common) && !file.StartsWith('_'))
        .OrderBy(parts => parts[2], StringComparer.Ordinal)
        .ToDictionary(parts => Path.GetFileNameWithoutExtension(parts[2]), parts => Read(string.Join('/', parts)).Trim());

    /// <summary>The statements of a script. Each ends with a semicolon at the end of a line.</summary>
    public static IEnumerable<string> Statements(string dialect, string script) =>
        Read($"Views/{dialect}/{script}.sql").Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Everything that decides what a refresh writes.</summary>
    public static string Definition(string dialect) => $"{Read($"Views/{dialect}/{Tables}.sql")}{Read($"Views/{dialect}/{Refresh}.sql")}";

    /// <summary>The tables that a script makes.</summary>
    public static IEnumerable<string> TablesOf(string dialect) =>
        Statements(dialect, Tables).SelectMany(statement => statement.Split('\n')).Where(line => line.StartsWith("CREATE TABLE", StringComparison.Ordinal))
            .Select(line => line["CREATE TABLE IF NOT EXISTS ".Length..].Split(' ')[0]);

    private static string Read(string name)
    {
        using var resource = typeof(ViewScripts).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no resource {name}.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
