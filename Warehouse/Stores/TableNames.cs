using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Stores;

/// <summary>What a stream's table is called.</summary>
public static class TableNames
{
    /// <summary>Names with these beginnings are the database's own, or this program's.</summary>
    private static readonly string[] Reserved = ["sqlite_", "_sync_", Next];

    /// <summary>The table of the events that webhooks bring. A stream of that name gets another table.</summary>
    public const string Events = "webhook_events";

    private const string Next = "_next_";

    /// <summary>The name that a stream's table has, or gets: its own, unless another stream has it.</summary>
    /// <param name="plain">What it would be called if there were no other.</param>
    /// <param name="bookmark">What is known of the stream.</param>
    /// <param name="others">The names of other streams' tables in the same schema.</param>
    public static string Of(string plain, Bookmark? bookmark, IEnumerable<string> others) =>
        bookmark?.TableName is { } known ? known
        : Array.Exists(Reserved, start => plain.StartsWith(start, StringComparison.OrdinalIgnoreCase)) ? Names.WithFingerprint($"stream{plain}")
        : Names.Plain(plain) is { } name && !name.Equals(Events, StringComparison.OrdinalIgnoreCase) && !others.Contains(name, Names.IgnoringCase) ? name
        : Names.WithFingerprint(plain);

    /// <summary>The table that takes the rows of a refresh until it is complete, where a table has no key.</summary>
    public static string NextOf(string table) => Names.Plain(Next + table) ?? Names.WithFingerprint(Next + table);

    /// <summary>The names of the tables that other streams have.</summary>
    public static IEnumerable<string> OfOthers(IEnumerable<Bookmark> bookmarks, StreamName stream) =>
        bookmarks.Where(each => each.Stream is { } other && other != stream && each.TableName is not null).Select(each => each.TableName!);
}
