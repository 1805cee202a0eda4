using System.Text.RegularExpressions;
using DotNet.Testcontainers.Containers;

namespace DotNet.Testcontainers.Configurations;

internal sealed class UntilMessageIsLogged(Regex pattern) : IWaitUntil
{
    public async Task<bool> UntilAsync(IContainer container)
    {
        var (stdout, stderr) = await container.GetLogsAsync(timestampsEnabled: false);
        return pattern.IsMatch(stdout) || pattern.IsMatch(stderr);
    }
}
