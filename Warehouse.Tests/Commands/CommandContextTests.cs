using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Harness;
using Dixa.Warehouse.Messages;
using Serilog;

namespace Dixa.Warehouse.Commands;

public sealed class CommandContextTests
{
    [Fact]
    public void WhatIsNoSettingIsLogged()
    {
        var logged = new List<string>();
        using var log = new LoggerConfiguration().WriteTo.Sink(new ListSink(logged)).CreateLogger();

        Read(log, new() { ["DIXA_TOKEN"] = "x" });

        Assert.Equal(["There is no setting for the variable DIXA_TOKEN, so it is ignored. Did you mean \"DIXA_API_TOKEN\"?"], logged);
    }

    [Fact]
    public void SecretsOfTheSettingsAreMaskedFromThenOn()
    {
        using var log = new LoggerConfiguration().CreateLogger();

        Assert.DoesNotContain("the-password-of-the-page", Read(log, new() { ["DIXA_PAGE_PASSWORD"] = "the-password-of-the-page" }).Apply("it is the-password-of-the-page"), StringComparison.Ordinal);
    }

    /// <returns>The mask as it is afterwards.</returns>
    private static SecretMask Read(ILogger log, Dictionary<string, string> variables)
    {
        var mask = new SecretMask();
        new CommandContext(CommandLine.TryParse(["status"], out _)!, new MessageWriter(Stream.Null, mask), mask, log, new EnvironmentSettings(variables), TimeProvider.System, TestContext.Current.CancellationToken).ReadConfig();
        return mask;
    }
}
