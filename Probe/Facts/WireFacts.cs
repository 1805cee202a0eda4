using Dixa.Probe.Asking;
using Dixa.Probe.Observed;
using Dixa.Probe.Wire;

namespace Dixa.Probe.Facts;

/// <summary>What both hosts send around the rows: headers, compression, errors, and the form of the token.</summary>
public static class WireFacts
{
    private const string ErrorBodies = "Nothing: the status alone decides what the connector does, and the body goes to the log.";

    public static IReadOnlyList<Fact> All { get; } =
    [
        new("token-form", "How does the Dixa API take the token?", "Alone in `Authorization`; after `Bearer` it may do as well.", "Every stream of the Dixa API ends with 401. Report it: the form is one line in `DixaClient`.", TokenForm),
        new("exports-gzip", "Does the Exports API compress?", "Either: it is asked for.", "Nothing.", seen => Gzip(Exports(seen))),
        new("dixa-gzip", "Does the Dixa API compress?", "Either: it is asked for.", "Nothing.", seen => Gzip(Dixa(seen))),
        new("date-header", "Do answers have a `Date`, and how far is the clock here from it?", "They have, and states follow that clock.", "Without it a state follows the clock here. If that runs ahead of Dixa's, rows of the difference are lost: keep it set by NTP.", Date),
        new("rate-headers", "Do answers say how much of the limit is left?", "They don't.", "Nothing: the connector counts by itself. It could count by these headers, so report their names.", RateHeaders),
        new("retry-after", "Does a 429 say when to come back?", "Either: `Retry-After` is kept if it is there, else a minute for exports and half a second for the Dixa API.", "Nothing.", RetryAfter),
        new("exports-errors", "What form do errors of the Exports API have?", "Any.", ErrorBodies, seen => Errors(seen.ExportErrors, seen.LongWindow)),
        new("dixa-errors", "What form do errors of the Dixa API have, and which status has an unknown id?", "An object with `message`; an unknown id is a 404.", "Where an unknown id has another status than 404, a conversation that was deleted during a sync ends its stream with an error instead of being skipped. Report it.", DixaErrors),
    ];

    private static List<Answer> Exports(Observations seen) => [.. seen.Answers.Where(answer => answer.Host.StartsWith(HostProfiles.Exports.Name, StringComparison.Ordinal))];

    private static List<Answer> Dixa(Observations seen) => [.. seen.Answers.Where(answer => answer.Host.StartsWith(HostProfiles.Dixa.Name, StringComparison.Ordinal))];

    private static Judgement TokenForm(Observations seen)
    {
        if (seen.RawToken is not { } raw)
        {
            return Judgement.NotTold("The request was not made.");
        }

        var isRaw = raw.Status != 401;
        var bearer = seen.BearerToken is { } answer ? answer.Status == 401 ? "refused" : "taken" : "not tried";
        return Judgement.Of(
            isRaw,
            $"alone it is {(isRaw ? "taken" : "refused")}, after `Bearer` {bearer}",
            Judgement.Text($"{raw.Status} alone, {(seen.BearerToken is { } other ? other.Status : "none")} after `Bearer`"));
    }

    private static Judgement Gzip(List<Answer> answers)
    {
        var ok = answers.Where(answer => answer.IsOk).ToList();
        var packed = ok.Count(answer => answer.IsGzip);
        return ok.Count == 0 ? Judgement.NotTold("There was no answer with rows.")
            : Judgement.AsAssumed(packed == ok.Count ? "yes" : packed == 0 ? "no" : "sometimes", packed == ok.Count || packed == 0 ? "every answer with rows" : "some answers with rows");
    }

    private static Judgement Date(Observations seen)
    {
        if (seen.Answers.Count == 0)
        {
            return Judgement.NotTold("There was no answer.");
        }

        var dated = seen.Answers.Where(answer => answer.Date is not null).ToList();
        if (dated.Count < seen.Answers.Count)
        {
            return Judgement.Contradicts(dated.Count == 0 ? "none has one" : "some have none", Judgement.Text($"{dated.Count} of {seen.Answers.Count} answers"));
        }

        // A header of whole seconds is on average half a second behind.
        var ahead = dated.Select(answer => (answer.SentAt + (answer.Took / 2) - answer.Date!.Value).TotalMilliseconds - 500).Order().ElementAt(dated.Count / 2);
        return Judgement.AsAssumed("every answer has one", Judgement.Text($"the clock here is {Math.Abs(ahead) / 1_000:0} s {(ahead < -500 ? "behind" : ahead > 500 ? "ahead" : "off")}"));
    }

    private static Judgement RateHeaders(Observations seen)
    {
        if (seen.Answers.Count == 0)
        {
            return Judgement.NotTold("There was no answer.");
        }

        var names = seen.Answers.SelectMany(answer => answer.HeaderNames).Where(IsAboutRates).Select(name => $"`{name}`").Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        var all = seen.Answers.SelectMany(answer => answer.HeaderNames).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).Select(name => $"`{name}`");
        return Judgement.Of(names.Count == 0, names.Count == 0 ? "no header does" : string.Join(", ", names), $"headers: {string.Join(", ", all)}");
    }

    private static bool IsAboutRates(string name) =>
        name.Contains("rate", StringComparison.OrdinalIgnoreCase) || name.Contains("quota", StringComparison.OrdinalIgnoreCase) || name.Contains("remaining", StringComparison.OrdinalIgnoreCase);

    private static Judgement RetryAfter(Observations seen)
    {
        var refused = seen.Answers.Where(answer => answer.Status == 429).ToList();
        return refused.Count == 0 ? Judgement.NotTold("No request was refused for its rate, as it should be.")
            : Judgement.AsAssumed(refused.All(answer => answer.RetryAfter is not null) ? "yes" : "no", Judgement.Count(refused.Count, "refusal"));
    }

    private static Judgement Errors(Dictionary<string, Answer> errors, Answer? longWindow)
    {
        var all = errors.Values.ToList();
        var shown = Shown(errors).ToList();
        if (longWindow is { Form: { } form })
        {
            all.Add(longWindow);
            shown.Add(Judgement.Text($"a window that is too long: {longWindow.Status}, {form}"));
        }

        return all.Count == 0 ? Judgement.NotTold("The requests were not made.") : Judgement.AsAssumed(Forms(all), shown);
    }

    private static Judgement DixaErrors(Observations seen)
    {
        var errors = seen.DixaErrors;
        if (!errors.TryGetValue(Mistake.UnknownId, out var unknown))
        {
            return Judgement.NotTold("The requests were not made.");
        }

        var isMessage = errors.Values.All(answer => answer.Form?.Contains("`message`", StringComparison.Ordinal) ?? true);
        return Judgement.Of(
            unknown.Status == 404 && isMessage, unknown.Status == 404 ? Forms([.. errors.Values]) : Judgement.Text($"an unknown id is {unknown.Status}"), [.. Shown(errors)]);
    }

    private static IEnumerable<string> Shown(Dictionary<string, Answer> errors) =>
        errors.OrderBy(error => error.Key, StringComparer.Ordinal).Select(error => Judgement.Text($"{error.Key}: {error.Value.Status}, {error.Value.Form ?? "no error"}"));

    private static string Forms(IReadOnlyList<Answer> answers) => string.Join("; ", answers.Select(answer => answer.Form).OfType<string>().Distinct().Order(StringComparer.Ordinal));
}
