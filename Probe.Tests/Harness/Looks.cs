using System.Collections.Concurrent;
using Dixa.Probe.Facts;
using Dixa.Probe.Reporting;
using Dixa.Probe.Wire;

namespace Dixa.Probe.Harness;

/// <summary>One look at the account of each setting, for all tests that want to know what was found there.</summary>
internal static class Looks
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<LookedAt>>> Made = new(StringComparer.Ordinal);

    public static Task<LookedAt> AtAsync(string setting) => Made.GetOrAdd(setting, name => new(() => LookAsync(Settings.Find(name)))).Value;

    private static async Task<LookedAt> LookAsync(Setting setting)
    {
        await using var account = await Account.OpenAsync(setting);
        using var run = account.Look();
        await run.RunAsync(CancellationToken.None);
        return new LookedAt(Report.Of(run), Report.Findings(run).ToDictionary(each => each.Fact.Id, each => each.Judgement), run.Tally.Total, run.Took, [.. PersonalValues.Of(account.Simulator)])
        {
            Answers = run.Seen.Answers,
            Methods = [.. account.Simulator.Requests.All.Select(request => request.Method).Distinct()],
        };
    }
}

/// <summary>What a look at an account came to.</summary>
/// <param name="Personal">What must not be in its report.</param>
internal sealed record LookedAt(string Report, IReadOnlyDictionary<string, Judgement> Findings, int Requests, TimeSpan Took, IReadOnlyList<string> Personal)
{
    public IReadOnlyList<Answer> Answers { get; init; } = [];

    /// <summary>The methods of the requests that arrived.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];
}
