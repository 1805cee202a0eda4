using System.Globalization;
using Dixa.Connector.Diagnostics;

namespace Dixa.Probe.Facts;

/// <summary>What was found out about a fact.</summary>
/// <param name="Found">The answer in a few words; why there is none, if it could not be told.</param>
/// <param name="Evidence">Counts, statuses, differences of time, names of headers and fields; never a value of a row.</param>
public sealed record Judgement(Verdict Verdict, string Found, IReadOnlyList<string> Evidence)
{
    public static Judgement AsAssumed(string found, params IReadOnlyList<string> evidence) => new(Verdict.AsAssumed, found, evidence);

    public static Judgement Contradicts(string found, params IReadOnlyList<string> evidence) => new(Verdict.Contradicts, found, evidence);

    public static Judgement NotTold(string why, params IReadOnlyList<string> evidence) => new(Verdict.NotTold, why, evidence);

    /// <summary>One of the two, by what is assumed.</summary>
    public static Judgement Of(bool isAsAssumed, string found, params IReadOnlyList<string> evidence) =>
        new(isAsAssumed ? Verdict.AsAssumed : Verdict.Contradicts, found, evidence);

    /// <summary>Evidence in the same words everywhere.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number with its noun: <c>1 row</c>, <c>2 rows</c>.</summary>
    public static string Count(long number, string noun) => $"{Amounts.Number(number)} {noun}{(number == 1 ? "" : "s")}";
}
