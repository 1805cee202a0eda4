using System.Text.RegularExpressions;
using Dixa.Connector.Harness;
using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Views;

/// <summary>What <c>docs/answers.md</c> says of views and columns is what there is, in both databases.</summary>
public sealed partial class DocumentTests(PostgresCluster cluster)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EachViewAndEachColumnIsDocumentedInItsOrder(bool isPostgres)
    {
        using Database database = isPostgres ? new PostgresDatabase(cluster) : new SqliteDatabase();
        new Desk(database).Conversation(1, "2026-05-04T10:00:00Z").Load().Refresh("2026-05-05T10:00:00Z");

        foreach (var view in ViewScripts.Views(isPostgres ? "Postgres" : "Sqlite").Keys)
        {
            var columns = database.Query(isPostgres
                ? $"SELECT attname::text FROM pg_attribute WHERE attrelid = '{database.Name(view)}'::regclass AND attnum > 0 ORDER BY attnum"
                : $"SELECT name FROM pragma_table_info('{view}') ORDER BY cid");
            Assert.Equal(columns.Prepend(view), (Documented.GetValueOrDefault(view) ?? []).Prepend(view));
        }

        Assert.Equal(ViewScripts.Views(isPostgres ? "Postgres" : "Sqlite").Keys.Order(StringComparer.Ordinal), Documented.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void BothDatabasesHaveTheSameViews() =>
        Assert.Equal(ViewScripts.Views("Postgres").Keys, ViewScripts.Views("Sqlite").Keys);

    /// <remarks>What the page shows for tools of the user's own: a statement that does not run would be no help.</remarks>
    [Fact]
    public void EachStatementOfThePageRuns()
    {
        using var database = new PostgresDatabase(cluster);
        new Desk(database).Conversation(1, "2026-05-04T10:00:00Z").Load().Refresh("2026-05-05T10:00:00Z");
        var statements = Fence().Matches(Page).SelectMany(block => block.Groups[1].Value.Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(statement => !RoleStatement().IsMatch(statement)).ToList();

        Assert.True(statements.Count >= 8, $"only {statements.Count} statements were found");
        foreach (var statement in statements)
        {
            database.Query(TimeFilter().Replace(statement.Replace("dixa.", $"{database.Schema}.", StringComparison.Ordinal), "$1 >= '2026-01-01'"));
        }
    }

    private static string Page { get; } = File.ReadAllText(Repository.PathOf("docs", "answers.md"));

    /// <summary>The columns of each view, by the tables of the page.</summary>
    private static Dictionary<string, List<string>> Documented { get; } = Page.Split("\n## Views\n")[1].Split("\n## ")[0].Split("\n### ").Skip(1)
        .ToDictionary(section => section.Split('\n')[0].Trim(), section => Column().Matches(section).Select(match => match.Groups[1].Value).ToList());

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Column();

    [GeneratedRegex(@"```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^(CREATE ROLE|GRANT|ALTER)")]
    private static partial Regex RoleStatement();

    [GeneratedRegex(@"\$__timeFilter\(([^)]*)\)")]
    private static partial Regex TimeFilter();
}
