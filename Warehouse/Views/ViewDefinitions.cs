using System.Security.Cryptography;
using System.Text;

namespace Dixa.Warehouse.Views;

/// <summary>Makes tables and views as this version has them. The table <c>_views</c> knows which definition each has, and when it was last refreshed.</summary>
public sealed class ViewDefinitions(ViewDatabase database, DateTimeOffset now)
{
    /// <summary>What a refresh never empties or drops: what the user wrote, and what it knows of itself.</summary>
    private static readonly string[] Lasting = ["sla_targets", "queue_schedules", "_views"];

    /// <summary>The tables that a refresh writes and can write again.</summary>
    public static IEnumerable<string> Computed(string dialect) => ViewScripts.TablesOf(dialect).Except(Lasting);

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Makes the tables. Those that another version made otherwise go first, with the views that read them.</summary>
    /// <returns>Whether any of them is new, and empty.</returns>
    public bool MakeTables()
    {
        var definition = Hash(string.Join('\n', ViewScripts.Statements(database.Dialect, ViewScripts.Tables)));
        if (database.HasTable("_views") && Known(ViewScripts.Tables) is { } known && known != definition)
        {
            database.Drop(Names(), Computed(database.Dialect));
            database.Execute("DELETE FROM _views");
        }

        var isNew = Computed(database.Dialect).Any(table => !database.HasTable(table));
        database.Execute(ViewScripts.Statements(database.Dialect, ViewScripts.Tables));
        Note(ViewScripts.Tables, definition);
        return isNew;
    }

    /// <summary>Makes the views that are missing, or that another version made otherwise, and drops those that this one has no more.</summary>
    public void PutViews()
    {
        var views = ViewScripts.Views(database.Dialect);
        var gone = Names().Except(views.Keys).ToList();
        database.Drop(gone, []);
        database.Execute(gone.Select(name => $"DELETE FROM _views WHERE name = {ViewDatabase.Literal(name)}"));
        foreach (var (name, query) in views)
        {
            var definition = Hash(query);
            if (Known(name) != definition || !database.HasTable(name))
            {
                database.PutView(name, query);
            }

            Note(name, definition);
        }

        database.RestoreRights();
    }

    private IReadOnlyList<string> Names() => [.. database.Query("SELECT name FROM _views").Select(row => (string)row[0]!).Where(name => name != ViewScripts.Tables)];

    private string? Known(string name) => database.Scalar($"SELECT definition FROM _views WHERE name = {ViewDatabase.Literal(name)}") as string;

    private void Note(string name, string definition)
    {
        database.Execute($"DELETE FROM _views WHERE name = {ViewDatabase.Literal(name)}");
        database.Insert("_views", [$"{ViewDatabase.Literal(name)}, {ViewDatabase.Literal(definition)}, {database.Literal(now)}"]);
    }
}
