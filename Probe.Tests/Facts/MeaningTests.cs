using Dixa.Connector.Harness;
using Dixa.Probe.Harness;
using Dixa.Simulator;

namespace Dixa.Probe.Facts;

/// <summary>A simulated account takes each meaning of each fact in turn, and a look at it finds that meaning.</summary>
public sealed class MeaningTests
{
    /// <summary>The fact, the setting that has the meaning, and what is found there.</summary>
    public static TheoryData<string, string, Verdict, string> Meanings => new()
    {
        { "conversation-bounds", "as-assumed", Verdict.AsAssumed, "lower inclusive, upper exclusive" },
        { "conversation-bounds", "eastern", Verdict.AsAssumed, "lower exclusive, upper inclusive" },
        { "conversation-bounds", "western", Verdict.AsAssumed, "lower exclusive, upper exclusive" },
        { "conversation-bounds", "surprising", Verdict.AsAssumed, "lower inclusive, upper inclusive" },
        { "message-bounds", "as-assumed", Verdict.AsAssumed, "lower inclusive, upper exclusive" },
        { "message-bounds", "eastern", Verdict.AsAssumed, "lower exclusive, upper inclusive" },
        { "message-bounds", "western", Verdict.AsAssumed, "lower exclusive, upper exclusive" },
        { "message-bounds", "surprising", Verdict.AsAssumed, "lower inclusive, upper inclusive" },
        { "conversation-days", "as-assumed", Verdict.AsAssumed, "midnight is that of UTC, the first day is in, the last one is left out" },
        { "conversation-days", "eastern", Verdict.Contradicts, "midnight is -2 h from that of UTC, the first day is in, the last one is left out" },
        { "conversation-days", "western", Verdict.Contradicts, "midnight is +5 h from that of UTC, the first day is left out, the last one is left out" },
        { "conversation-days", "surprising", Verdict.Contradicts, "midnight is that of UTC, the first day is in, the last one is in" },
        { "message-days", "as-assumed", Verdict.AsAssumed, "midnight is that of UTC, the first day is in, the last one is left out" },
        { "message-days", "eastern", Verdict.Contradicts, "midnight is -2 h from that of UTC, the first day is in, the last one is left out" },
        { "message-days", "western", Verdict.Contradicts, "midnight is +5 h from that of UTC, the first day is left out, the last one is left out" },
        { "message-days", "surprising", Verdict.Contradicts, "midnight is that of UTC, the first day is in, the last one is in" },
        { "conversation-order", "as-assumed", Verdict.AsAssumed, "in no order of this time" },
        { "conversation-order", "eastern", Verdict.AsAssumed, "descending" },
        { "conversation-order", "western", Verdict.AsAssumed, "ascending" },
        { "message-order", "as-assumed", Verdict.AsAssumed, "ascending" },
        { "message-order", "eastern", Verdict.AsAssumed, "descending" },
        { "message-order", "western", Verdict.AsAssumed, "in no order of this time" },
        { "window-limit", "as-assumed", Verdict.AsAssumed, "refused (422)" },
        { "window-limit", "eastern", Verdict.AsAssumed, "refused (400)" },
        { "window-limit", "western", Verdict.Contradicts, "answered" },
        { "window-limit", "surprising", Verdict.Contradicts, "refused (500)" },
        { "freshness", "as-assumed", Verdict.AsAssumed, "no row came late" },
        { "freshness", "eastern", Verdict.AsAssumed, "rows came late that were up to 30 s old" },
        { "freshness", "western", Verdict.Contradicts, "rows came late that were up to 3701 s old" },
        { "csids-with-times", "as-assumed", Verdict.AsAssumed, "they narrow each other" },
        { "csids-with-times", "eastern", Verdict.AsAssumed, "the times count for nothing" },
        { "csids-with-times", "western", Verdict.AsAssumed, "refused together (400)" },
        { "csids-count", "as-assumed", Verdict.AsAssumed, "421 are taken" },
        { "csids-count", "eastern", Verdict.AsAssumed, "391 are refused (400), 100 are taken" },
        { "message-updates", "as-assumed", Verdict.AsAssumed, "refused (400)" },
        { "message-updates", "eastern", Verdict.Contradicts, "it narrows" },
        { "message-updates", "western", Verdict.AsAssumed, "it does nothing" },
        { "updated-by-messages", "as-assumed", Verdict.AsAssumed, "yes" },
        { "updated-by-messages", "western", Verdict.Contradicts, "not always" },
        { "updated-by-ratings", "as-assumed", Verdict.AsAssumed, "yes" },
        { "updated-by-ratings", "eastern", Verdict.Contradicts, "not always" },
        { "updated-by-notes", "as-assumed", Verdict.AsAssumed, "yes" },
        { "updated-by-notes", "eastern", Verdict.Contradicts, "not always" },
        { "updated-by-erasure", "as-assumed", Verdict.AsAssumed, "yes" },
        { "updated-by-erasure", "western", Verdict.Contradicts, "not always" },
        { "notes-shown", "as-assumed", Verdict.AsAssumed, "yes" },
        { "notes-shown", "western", Verdict.Contradicts, "not always" },
        { "ratings-shown", "as-assumed", Verdict.AsAssumed, "yes" },
        { "ratings-shown", "western", Verdict.Contradicts, "not always" },
        { "last-message-time", "as-assumed", Verdict.AsAssumed, "yes" },
        { "last-message-time", "surprising", Verdict.Contradicts, "not always" },
        { "activity-bounds", "as-assumed", Verdict.AsAssumed, "lower inclusive, upper exclusive" },
        { "activity-bounds", "eastern", Verdict.AsAssumed, "lower inclusive, upper inclusive" },
        { "activity-bounds", "western", Verdict.AsAssumed, "lower exclusive, upper inclusive" },
        { "activity-bounds", "surprising", Verdict.AsAssumed, "lower exclusive, upper exclusive" },
        { "activity-order", "as-assumed", Verdict.AsAssumed, "in no order of this time" },
        { "activity-order", "eastern", Verdict.AsAssumed, "descending" },
        { "activity-order", "western", Verdict.AsAssumed, "ascending" },
        { "page-limit-agents", "as-assumed", Verdict.AsAssumed, "up to 100 are taken, 300 are refused" },
        { "page-limit-agents", "western", Verdict.AsAssumed, "up to 10000 are taken" },
        { "page-limit-agents", "surprising", Verdict.Contradicts, "up to 50 are taken, 100 are refused" },
        { "page-limit-endusers", "as-assumed", Verdict.AsAssumed, "up to 100 are taken, 300 are refused" },
        { "page-limit-endusers", "eastern", Verdict.AsAssumed, "up to 10000 are taken, cut to 500 rows" },
        { "page-limit-endusers", "surprising", Verdict.Contradicts, "up to 50 are taken, 100 are refused" },
        { "page-limit-templates", "as-assumed", Verdict.AsAssumed, "up to 100 are taken, 300 are refused" },
        { "page-limit-templates", "surprising", Verdict.Contradicts, "up to 50 are taken, 100 are refused" },
        { "page-limit-knowledge-collections", "as-assumed", Verdict.AsAssumed, "up to 100 are taken, 300 are refused" },
        { "page-limit-knowledge-collections", "surprising", Verdict.Contradicts, "up to 50 are taken, 100 are refused" },
        { "page-limit-analytics-metrics", "as-assumed", Verdict.AsAssumed, "up to 100 are taken, 300 are refused" },
        { "page-limit-analytics-metrics", "surprising", Verdict.Contradicts, "up to 50 are taken, 100 are refused" },
        { "page-limit-analytics-records", "as-assumed", Verdict.AsAssumed, "up to 100 are taken, 300 are refused" },
        { "page-limit-analytics-records", "surprising", Verdict.Contradicts, "up to 50 are taken, 100 are refused" },
        { "page-limit-activity-logs", "as-assumed", Verdict.AsAssumed, "up to 10000 are taken, 50000 are refused" },
        { "page-limit-activity-logs", "eastern", Verdict.AsAssumed, "up to 10000 are taken, cut to 500 rows, 50000 are refused" },
        { "page-limit-activity-logs", "western", Verdict.AsAssumed, "up to 50000 are taken" },
        { "page-limit-activity-logs", "surprising", Verdict.Contradicts, "up to 1000 are taken, 10000 are refused" },
        { "page-links", "as-assumed", Verdict.AsAssumed, "a path with `pageKey`" },
        { "page-links", "surprising", Verdict.Contradicts, "a path with `pageKey`; leads to another host" },
        { "analytics-pages", "as-assumed", Verdict.AsAssumed, "`meta.next`" },
        { "analytics-pages", "eastern", Verdict.Contradicts, "a `pageKey` at the top" },
        { "page-keys", "as-assumed", Verdict.AsAssumed, "it works each time" },
        { "page-keys", "eastern", Verdict.Contradicts, "it is too old at the end" },
        { "page-keys", "western", Verdict.Contradicts, "it works once" },
        { "whole-lists", "as-assumed", Verdict.AsAssumed, "yes" },
        { "whole-lists", "surprising", Verdict.Contradicts, "these go on: `teams`" },
        { "resources", "as-assumed", Verdict.AsAssumed, "yes" },
        { "resources", "surprising", Verdict.Contradicts, "not every one" },
        { "unknown-fields", "as-assumed", Verdict.AsAssumed, "none" },
        { "unknown-fields", "surprising", Verdict.Contradicts, "some" },
        { "field-types", "as-assumed", Verdict.AsAssumed, "none" },
        { "field-types", "surprising", Verdict.Contradicts, "some" },
        { "absent-fields", "as-assumed", Verdict.AsAssumed, "some" },
        { "vocabulary", "as-assumed", Verdict.AsAssumed, "those" },
        { "vocabulary", "surprising", Verdict.Contradicts, "others as well" },
        { "erased-fields", "as-assumed", Verdict.AsAssumed, "25 fields" },
        { "time-forms", "as-assumed", Verdict.AsAssumed, "5 forms" },
        { "time-forms", "surprising", Verdict.Contradicts, "6 forms" },
        { "total-duration", "as-assumed", Verdict.AsAssumed, "milliseconds" },
        { "total-duration", "eastern", Verdict.Contradicts, "seconds" },
        { "handling-duration", "as-assumed", Verdict.AsAssumed, "milliseconds" },
        { "handling-duration", "eastern", Verdict.Contradicts, "seconds" },
        { "call-duration", "as-assumed", Verdict.AsAssumed, "seconds" },
        { "call-duration", "eastern", Verdict.Contradicts, "milliseconds" },
        { "token-form", "as-assumed", Verdict.AsAssumed, "alone it is taken, after `Bearer` taken" },
        { "token-form", "eastern", Verdict.AsAssumed, "alone it is taken, after `Bearer` refused" },
        { "token-form", "western", Verdict.Contradicts, "alone it is refused, after `Bearer` taken" },
        { "exports-gzip", "as-assumed", Verdict.AsAssumed, "no" },
        { "exports-gzip", "eastern", Verdict.AsAssumed, "yes" },
        { "dixa-gzip", "as-assumed", Verdict.AsAssumed, "no" },
        { "dixa-gzip", "eastern", Verdict.AsAssumed, "yes" },
        { "date-header", "as-assumed", Verdict.AsAssumed, "every answer has one" },
        { "rate-headers", "as-assumed", Verdict.AsAssumed, "no header does" },
        { "rate-headers", "eastern", Verdict.Contradicts, "`X-RateLimit-Limit`, `X-RateLimit-Remaining`" },
        { "retry-after", "western", Verdict.AsAssumed, "no" },
        { "retry-after", "surprising", Verdict.AsAssumed, "yes" },
        { "exports-errors", "as-assumed", Verdict.AsAssumed, "an object with `message` (a text) (application/json)" },
        { "exports-errors", "eastern", Verdict.AsAssumed, "a page of HTML or XML (text/html); plain text (text/plain)" },
        { "exports-errors", "western", Verdict.AsAssumed, "an empty body" },
        { "dixa-errors", "as-assumed", Verdict.AsAssumed, "an object with `message` (a text) (application/json)" },
        { "dixa-errors", "eastern", Verdict.Contradicts, "a page of HTML or XML (text/html)" },
        { "dixa-errors", "western", Verdict.Contradicts, "an empty body" },
        { "dixa-errors", "surprising", Verdict.Contradicts, "an unknown id is 400" },
        { "updated-by-activities", "as-assumed", Verdict.AsAssumed, "`ConversationLinkedFromChild`" },
        { "updated-by-activities", "surprising", Verdict.AsAssumed, "none" },
    };

    [Theory]
    [MemberData(nameof(Meanings))]
    public async Task EachMeaningIsFound(string fact, string setting, Verdict verdict, string found)
    {
        var judgement = (await Looks.AtAsync(setting)).Findings[fact];

        Assert.Equal((verdict, found), (judgement.Verdict, judgement.Found));
    }

    [Fact]
    public void EveryFactIsFoundSomewhere() =>
        Listing.AssertEmpty("Not found by any test", FactTable.All.Select(fact => fact.Id).Except(Meanings.Select(row => row.Data.Item1)));

    [Fact]
    public void NoTwoFactsHaveTheSameName() => Assert.Equal(FactTable.All.Count, FactTable.All.Select(fact => fact.Id).Distinct().Count());

    /// <remarks>What the simulator can be told, an account of some setting does.</remarks>
    [Fact]
    public void EveryUnknownOfTheSimulatorIsOtherwiseInSomeSetting()
    {
        var usual = new Unknowns();
        Listing.AssertEmpty("As usual in every setting", typeof(Unknowns).GetProperties()
            .Where(property => Settings.All.All(setting => Equals(property.GetValue(setting.Options.Unknowns), property.GetValue(usual))))
            .Select(property => property.Name));
    }
}
