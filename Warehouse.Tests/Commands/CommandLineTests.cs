namespace Dixa.Warehouse.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "a command is missing")]
    [InlineData("read", "there is no command read")]
    [InlineData("check", "check needs --config FILE")]
    [InlineData("write --config a", "write needs --catalog FILE")]
    [InlineData("spec --config", "--config needs a value")]
    [InlineData("spec --nonsense", "there is no option --nonsense")]
    [InlineData("spec check", "only one command can be given, not spec check")]
    [InlineData("sync --every soon", "--every needs a time such as 15m, not soon")]
    [InlineData("sync --every 0m", "--every needs a time such as 15m, not 0m")]
    [InlineData("status --every 15m", "--streams, --refresh, --every, --listen, --source go with sync only")]
    [InlineData("check --config a --every 15m", "--streams, --refresh, --every, --listen, --source go with sync only")]
    [InlineData("sync --listen :8080", "--listen needs --every: what webhooks miss, the schedule finds")]
    [InlineData("sync --every 1m --listen 8080", "--listen needs an address and a port such as :8080 or 127.0.0.1:8080, not 8080")]
    [InlineData("sync --every 1m --listen somewhere:8080", "--listen needs an address and a port such as :8080 or 127.0.0.1:8080, not somewhere:8080")]
    [InlineData("sync --every 1m --listen :99999", "--listen needs an address and a port such as :8080 or 127.0.0.1:8080, not :99999")]
    [InlineData("serve --listen 8081", "--listen needs an address and a port such as :8080 or 127.0.0.1:8080, not 8081")]
    [InlineData("serve --every 15m", "--streams, --refresh, --every, --listen, --source go with sync only")]
    [InlineData("status --listen :8080", "--streams, --refresh, --every, --listen, --source go with sync only")]
    [InlineData("webhook", "webhook needs one of plan, create, delete, status")]
    [InlineData("webhook destroy", "webhook can plan, create, delete, status, not destroy")]
    [InlineData("webhook create", "webhook create needs --url URL")]
    [InlineData("webhook delete", "webhook delete needs --url URL or --id ID")]
    [InlineData("webhook plan --url http://hooks.example.com/", "--url needs an address that begins with https:// and has neither a user nor a fragment, not http://hooks.example.com/; http:// is for this machine and private networks")]
    [InlineData("webhook plan --url https://me:secret@hooks.example.com/", "--url needs an address that begins with https:// and has neither a user nor a fragment; http:// is for this machine and private networks")]
    [InlineData("webhook status --every 15m", "--streams, --refresh, --every, --listen, --source go with sync only")]
    [InlineData("sync --url https://hooks.example.com/", "--url, --id, --events go with webhook only")]
    public void WrongUsageSaysWhatIsWrong(string arguments, string expected)
    {
        Assert.Null(CommandLine.TryParse(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), out var error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("15m", 900)]
    [InlineData("2h", 7200)]
    [InlineData("1d", 86400)]
    public void ATimeHasAUnit(string text, int seconds)
    {
        var options = CommandLine.TryParse(["sync", "--every", text, "--streams=a,b", "--refresh", "all"], out _)!;

        Assert.Equal(TimeSpan.FromSeconds(seconds), options.Every);
        Assert.Equal(["a", "b"], options.Streams!);
        Assert.Equal(["all"], options.Refreshed);
    }

    [Fact]
    public void ThePageListensWhereItIsTold()
    {
        Assert.Equal("127.0.0.1:9000", CommandLine.TryParse(["serve", "--listen", "127.0.0.1:9000"], out _)!.Listen!.ToString());
        Assert.Null(CommandLine.TryParse(["serve"], out _)!.Listen);
    }

    [Theory]
    [InlineData(":8080", "*:8080")]
    [InlineData("*:8080", "*:8080")]
    [InlineData("127.0.0.1:0", "127.0.0.1:0")]
    [InlineData("[::1]:8080", "[::1]:8080")]
    [InlineData("localhost:8080", "127.0.0.1:8080")]
    public void AnAddressToListenOnHasAPort(string text, string meant) =>
        Assert.Equal(meant, CommandLine.TryParse(["sync", "--every", "15m", "--listen", text], out _)!.Listen!.ToString());
}
