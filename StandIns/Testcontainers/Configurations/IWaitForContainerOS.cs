using System.Text.RegularExpressions;

namespace DotNet.Testcontainers.Configurations;

/// <summary>The conditions, one after another, that make a container ready.</summary>
public interface IWaitForContainerOS
{
    IWaitForContainerOS AddCustomWaitStrategy(IWaitUntil waitUntil, Action<IWaitStrategy>? waitStrategyModifier = null);

    /// <param name="pattern">A regular expression.</param>
    /// <param name="waitStrategyModifier">Changes how it is waited for.</param>
    IWaitForContainerOS UntilMessageIsLogged(string pattern, Action<IWaitStrategy>? waitStrategyModifier = null);

    IWaitForContainerOS UntilMessageIsLogged(Regex pattern, Action<IWaitStrategy>? waitStrategyModifier = null);

    IWaitForContainerOS UntilHttpRequestIsSucceeded(
        Func<HttpWaitStrategy, HttpWaitStrategy> request, Action<IWaitStrategy>? waitStrategyModifier = null);

    IEnumerable<WaitStrategy> Build();
}
