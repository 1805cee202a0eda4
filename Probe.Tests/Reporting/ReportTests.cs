using Dixa.Probe.Harness;

namespace Dixa.Probe.Reporting;

public sealed class ReportTests
{
    [Fact]
    public async Task Show()
    {
        await using var account = await Account.OpenAsync(Settings.All[0]);
        using var run = account.Look();
        await run.RunAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync("/tmp/s5-probe-report.md", Report.Of(run), TestContext.Current.CancellationToken);
    }
}
