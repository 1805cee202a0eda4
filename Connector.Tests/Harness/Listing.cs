namespace Dixa.Connector.Harness;

/// <summary>Holds a list in a file to the list that it must be, and says which lines to add or to remove, and where.</summary>
internal static class Listing
{
    /// <param name="place">The file, and where in it.</param>
    /// <param name="expected">What must be listed, in its order.</param>
    /// <param name="listed">What is listed.</param>
    /// <param name="text">What to write for an item; the item itself where this is null.</param>
    public static void AssertLists(string place, IEnumerable<string> expected, IEnumerable<string> listed, Func<string, string>? text = null)
    {
        var (should, does) = (expected.ToList(), listed.ToList());
        string[] missing =
        [
            .. should.Index().Where(item => !does.Contains(item.Item)).Select(item =>
                $"Add to {place}, {(item.Index == 0 ? "as the first" : $"behind {should[item.Index - 1]}")}:\n{text?.Invoke(item.Item) ?? item.Item}"),
        ];
        string[] surplus = [.. does.Except(should).Select(item => $"Remove from {place}: {item}")];
        Assert.True(missing.Length + surplus.Length == 0, string.Join("\n\n", missing.Concat(surplus)));
        Assert.True(should.SequenceEqual(does), $"{place} must have this order, each once: {string.Join(", ", should)}");
    }

    /// <summary>Shows all that is too much or missing, a line each.</summary>
    public static void AssertEmpty(string what, IEnumerable<object> items)
    {
        var all = items.ToList();
        Assert.True(all.Count == 0, $"{what}:\n{string.Join('\n', all)}");
    }
}
