using System.Text.RegularExpressions;

namespace DotNet.Testcontainers.Configurations;

/// <summary>Begins with the one condition that each container has: it has been running, and may have ended since.</summary>
internal sealed class WaitForContainerUnix : IWaitForContainerOS
{
    private readonly List<WaitStrategy> _strategies = [];

    public WaitForContainerUnix() =>
        AddCustomWaitStrategy(new UntilContainerIsRunning(), strategy => strategy.WithMode(WaitStrategyMode.OneShot));

    public IWaitForContainerOS AddCustomWaitStrategy(IWaitUntil waitUntil, Action<IWaitStrategy>? waitStrategyModifier = null)
    {
        var strategy = new WaitStrategy(waitUntil);
        waitStrategyModifier?.Invoke(strategy);
        _strategies.Add(strategy);
        return this;
    }

    public IWaitForContainerOS UntilMessageIsLogged(string pattern, Action<IWaitStrategy>? waitStrategyModifier = null) =>
        UntilMessageIsLogged(new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(5)), waitStrategyModifier);

    public IWaitForContainerOS UntilMessageIsLogged(Regex pattern, Action<IWaitStrategy>? waitStrategyModifier = null) =>
        AddCustomWaitStrategy(new UntilMessageIsLogged(pattern), waitStrategyModifier);

    public IWaitForContainerOS UntilHttpRequestIsSucceeded(
        Func<HttpWaitStrategy, HttpWaitStrategy> request, Action<IWaitStrategy>? waitStrategyModifier = null) =>
        AddCustomWaitStrategy(request(new HttpWaitStrategy()), waitStrategyModifier);

    public IEnumerable<WaitStrategy> Build() => _strategies;
}
