namespace Dixa.Connector.Harness;

/// <summary>How many cases are drawn: all of them where a change is decided on, a few on a laptop, where somebody waits.</summary>
public static class Effort
{
    /// <summary>Whether <c>CI</c> is <c>true</c>, as <c>.ci/run</c> and most services set it.</summary>
    public static bool IsWhole { get; } = Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Skips a test that takes long for how rarely a change can break it.</summary>
    /// <param name="subject">What kind of change can: it completes "a test of …".</param>
    public static void RequireWhole(string subject) => Assert.SkipUnless(IsWhole, $"a test of {subject}: CI=true runs it");

    public static int Cases(int whole, int quick) => IsWhole ? whole : quick;
}
