using Dixa.Probe.Asking;
using Dixa.Probe.Observed;

namespace Dixa.Probe.Facts;

/// <summary>Lists of the Dixa API and their pages.</summary>
public static class PageFacts
{
    /// <summary>What the connector asks for in a page.</summary>
    private const int Usual = 100;

    private const int OfActivities = 10_000;

    public static IReadOnlyList<Fact> All { get; } =
    [
        .. ListQuestions.Paged.Select(list => Limit(list.Stream, Usual)),
        Limit(ActivityQuestions.Stream, OfActivities),
        new("page-links", "What form do links to next pages have?", "A path on the same host, with `pageKey`.", "A link to another host ends the stream with an error, since the token would go there. Report it.", Links),
        new("analytics-pages", "Do the catalogues of analytics have `meta.next`, or a `pageKey` at the top?", "`meta.next`.", "Only the first page of `analytics_metrics` and `analytics_records` is read. Report it.", Analytics),
        new("page-keys", "How long does a page's key live, and how often can it be used?", "At least as long as it takes to read a page, and again after a failure.", "Where a key works once, a page that breaks off can't be asked for again, and the list begins anew in the next sync. Where it is short-lived, a sync that was interrupted begins its list anew, with a warning.", Keys),
        new("whole-lists", "Do the lists that are documented to come whole do so?", "Yes.", "A stream whose list goes on ends with an error, so that nothing is lost silently. Report it.", Whole),
        new("resources", "Is every stream's resource answered with 200?", "Yes.", "A stream whose resource is 403 needs another token, one that is 404 does not exist in this account: deselect it. Report any other status.", Resources),
    ];

    private static Fact Limit(string stream, int limit) => new(
        $"page-limit-{stream.Replace('_', '-')}",
        $"How large may a page of `{stream}` be?",
        Judgement.Text($"At least {limit} rows."),
        Judgement.Text($"If {limit} is refused, the stream ends with an error: report it. If pages are cut to fewer rows, the list only takes more requests."),
        seen => LimitOf(seen, stream, limit));

    private static Judgement LimitOf(Observations seen, string stream, int limit)
    {
        var trials = seen.PageTrials.Where(trial => trial.Stream == stream).GroupBy(trial => trial.Limit).OrderBy(same => same.Key).Select(same => same.MaxBy(trial => trial.Rows)!).ToList();
        if (trials.All(trial => trial.Limit != limit))
        {
            return Judgement.NotTold("The requests were not made, or got no answer.");
        }

        string[] evidence = [.. trials.Select(trial => trial.Answer.IsOk
            ? Judgement.Text($"{trial.Limit}: {Judgement.Count(trial.Rows, "row")}{(trial.HasNext ? " and more to come" : ", all of them")}")
            : Judgement.Text($"{trial.Limit}: refused ({trial.Answer.Status})"))];
        var taken = trials.Where(trial => trial.Answer.IsOk).ToList();
        var refused = trials.Where(trial => !trial.Answer.IsOk).Select(trial => trial.Limit).DefaultIfEmpty().Min();
        var cut = taken.Where(trial => trial.HasNext && trial.Rows < trial.Limit).ToList();
        var most = taken.Count == 0 ? "none is taken" : Judgement.Text($"up to {taken.Max(trial => trial.Limit)} are taken");
        var found = cut.Count > 0 ? Judgement.Text($"{most}, cut to {cut.Max(trial => trial.Rows)} rows") : most;
        return Judgement.Of(
            taken.Any(trial => trial.Limit >= limit),
            refused == 0 ? found : Judgement.Text($"{found}, {refused} are refused"),
            evidence);
    }

    private static Judgement Links(Observations seen) => seen.Links.Count == 0
        ? Judgement.NotTold("No list had a next page.")
        : Judgement.Of(
            seen.Links.Values.All(form => form == "a path with `pageKey`"),
            string.Join("; ", seen.Links.Values.Distinct()),
            [.. seen.Links.Select(link => $"`{link.Key}`: {link.Value}")]);

    private static Judgement Analytics(Observations seen)
    {
        var envelopes = seen.Envelopes.Where(entry => entry.Key.StartsWith("analytics", StringComparison.Ordinal) && entry.Value.Count > 0).ToList();
        var hasMeta = envelopes.Any(entry => entry.Value.Contains("meta.next"));
        var hasKey = envelopes.Any(entry => entry.Value.Contains("pageKey"));
        string[] evidence = [.. envelopes.Select(entry => $"`{entry.Key}` has {string.Join(", ", entry.Value.Select(name => $"`{name}`"))}")];
        return (hasMeta, hasKey) switch
        {
            (false, false) => Judgement.NotTold("Neither catalogue had a second page.", evidence),
            (true, false) => Judgement.AsAssumed("`meta.next`", evidence),
            (true, true) => Judgement.AsAssumed("both", evidence),
            _ => Judgement.Contradicts("a `pageKey` at the top", evidence),
        };
    }

    private static Judgement Keys(Observations seen)
    {
        if (seen.PageKeys is not [var first, ..])
        {
            return Judgement.NotTold("No list had a next page.");
        }

        var names = new[] { "at once", "again", "at the end" };
        string[] evidence =
        [
            .. seen.PageKeys.Take(names.Length).Select((use, place) => Judgement.Text(
                $"{names[place]}, after {use.Age.TotalSeconds:0} s: {use.Answer.Status}{(use.Answer.IsOk ? use.Fingerprint == first.Fingerprint ? ", the same rows" : ", other rows" : "")}")),
        ];
        var works = seen.PageKeys.Select(use => use.Answer.IsOk).ToList();
        return works switch
        {
            [true, true, true, ..] => Judgement.AsAssumed("it works each time", evidence),
            [true, true] => Judgement.AsAssumed("it works twice", evidence),
            [true] => Judgement.NotTold("The key was used only once.", evidence),
            [true, false, ..] => Judgement.Contradicts("it works once", evidence),
            [true, true, false, ..] => Judgement.Contradicts("it is too old at the end", evidence),
            _ => Judgement.Contradicts("it does not work", evidence),
        };
    }

    private static Judgement Whole(Observations seen)
    {
        var further = seen.WholeLists.Where(list => list.Value).Select(list => $"`{list.Key}`").ToList();
        return seen.WholeLists.Count == 0 ? Judgement.NotTold("None was read.")
            : Judgement.Of(further.Count == 0, further.Count == 0 ? "yes" : $"these go on: {string.Join(", ", further)}", Judgement.Count(seen.WholeLists.Count, "list"));
    }

    private static Judgement Resources(Observations seen)
    {
        var others = seen.Resources.Where(stream => stream.Value.Any(status => status != 200)).ToList();
        return seen.Resources.Count == 0 ? Judgement.NotTold("None was asked for.")
            : Judgement.Of(
                others.Count == 0,
                others.Count == 0 ? "yes" : "not every one",
                others.Count == 0
                    ? [Judgement.Count(seen.Resources.Count, "stream")]
                    : [.. others.Select(stream => $"`{stream.Key}`: {string.Join(", ", stream.Value)}")]);
    }
}
