using Dixa.Probe.Observed;
using Dixa.Probe.Rows;

namespace Dixa.Probe.Facts;

/// <summary>The fields of rows, held against the streams' schemas.</summary>
public static class FieldFacts
{
    public static IReadOnlyList<Fact> All { get; } =
    [
        new("unknown-fields", "Which fields come that no schema has?", "None.", "They are written as they come, and a destination that builds tables by the schema leaves them out. Report their names, so that they get a description and a type.", seen => Of(seen, census => census.Unknown, "none", "some")),
        new("field-types", "Which values are of another type than their schema says?", "None.", "They are written as they come, and a warning names each field once. A destination may refuse such a row. Report them.", seen => Of(seen, census => census.Violations, "none", "some")),
        new("absent-fields", "Which fields of the schemas never come?", "Any may be missing.", "Nothing: their columns are empty.", Absent),
        new("vocabulary", "Which words do `status`, `direction` and `initial_channel` of the export have?", "Those that the schemas' descriptions name, in small letters.", "Nothing in the connector: the words are written as they come. The warehouse's views compare `status` and `direction`: report another spelling.", Words),
        new("erased-fields", "Which fields does an erased conversation still have in the export?", "Any: a time in `anonymized_at` is all that counts.", "Nothing: the row is written as it comes, and replaces the one before it.", Erased),
        new("time-forms", "Which forms do times have, by field?", "RFC 3339, with a zone's name after it, or without a zone; the latter two become RFC 3339.", "A form that is none of these is written as it comes, and reported once.", Times),
    ];

    private static Judgement Of(Observations seen, Func<FieldCensus, IEnumerable<string>> find, string none, string some)
    {
        var censuses = seen.Fields.Where(census => census.Rows > 0).ToList();
        string[] found = [.. censuses.SelectMany(census => find(census).Select(each => $"`{census.Stream}`: {each}"))];
        return censuses.Count == 0 ? Judgement.NotTold("No rows were seen.")
            : found.Length == 0 ? Judgement.AsAssumed(none, Seen(censuses))
            : Judgement.Contradicts(some, [.. found, Seen(censuses)]);
    }

    private static string Seen(List<FieldCensus> censuses) =>
        $"{Judgement.Count(censuses.Sum(census => census.Rows), "row")} of {Judgement.Count(censuses.Count, "stream")}";

    private static Judgement Absent(Observations seen)
    {
        var censuses = seen.Fields.Where(census => census.Rows > 0).ToList();
        string[] found = [.. censuses.Where(census => census.Absent.Any()).Select(census =>
            $"`{census.Stream}` ({Judgement.Count(census.Rows, "row")}): {string.Join(", ", census.Absent.Select(path => $"`{path}`"))}")];
        return censuses.Count == 0 ? Judgement.NotTold("No rows were seen.") : Judgement.AsAssumed(found.Length == 0 ? "every one came" : "some", found.Length == 0 ? [Seen(censuses)] : found);
    }

    private static Judgement Words(Observations seen)
    {
        string[] found = [.. seen.Vocabulary.All.Select(field => $"`{field.Key}`: {string.Join(", ", field.Value)}")];
        return found.Length == 0 ? Judgement.NotTold("No conversations were seen.")
            : Judgement.Of(!seen.Vocabulary.IsSurprising, seen.Vocabulary.IsSurprising ? "others as well" : "those", found);
    }

    private static Judgement Erased(Observations seen) => seen.FieldsOfErased.Count == 0
        ? Judgement.NotTold("No erased conversation was seen.")
        : Judgement.AsAssumed(Judgement.Count(seen.FieldsOfErased.Count, "field"), string.Join(", ", seen.FieldsOfErased.Select(name => $"`{name}`")));

    private static Judgement Times(Observations seen)
    {
        var times = seen.Fields.SelectMany(census => census.Times.Select(time => (Field: $"`{census.Stream}.{time.Path}`", Forms: string.Join(" or ", time.Forms))));
        string[] found = [.. times.GroupBy(time => time.Forms).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key}: {string.Join(", ", group.Select(time => time.Field))}")];
        var isKnown = !found.Any(form => form.StartsWith("minutes", StringComparison.Ordinal) || form.Contains("[…]", StringComparison.Ordinal));
        return found.Length == 0 ? Judgement.NotTold("No times were seen.") : Judgement.Of(isKnown, Judgement.Count(found.Length, "form"), found);
    }
}
