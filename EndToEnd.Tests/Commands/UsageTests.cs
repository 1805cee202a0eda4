using Dixa.Connector.Harness;

namespace Dixa.Connector.Commands;

public sealed class UsageTests : IDisposable
{
    private readonly SourceDixa _source = new();

    public void Dispose() => _source.Dispose();

    [Theory]
    [InlineData("a command is missing")]
    [InlineData("there is no command \"sync\"", "sync")]
    [InlineData("there is no command \"chek\". Did you mean \"check\"?", "chek")]
    [InlineData("there is no option \"--cofig\". Did you mean \"--config\"?", "check", "--cofig", "c.json")]
    [InlineData("state needs a FILE", "state")]
    [InlineData("--configured and --streams go with discover", "read", "--configured")]
    [InlineData("--configured and --streams go with discover", "discover", "--config", "c.json", "--streams", "agents")]
    [InlineData("--streams needs names", "discover", "--configured", "--streams=")]
    [InlineData("check needs --config FILE", "check")]
    [InlineData("read needs --catalog FILE", "read", "--config", "c.json")]
    [InlineData("--config needs a file", "check", "--config")]
    [InlineData("--config needs a file", "check", "--config=")]
    [InlineData("--config is given twice", "check", "--config", "a", "--config", "b")]
    [InlineData("there is no option \"--verbose\"", "spec", "--verbose")]
    [InlineData("only one command can be given", "spec", "check")]
    public async Task WrongUsageIsToldOnStderrWithExitCode2(string expected, params string[] arguments)
    {
        var run = await _source.RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Lines);
        Assert.StartsWith($"source-dixa: {expected}", run.Stderr, StringComparison.Ordinal);
        Assert.EndsWith("\nsource-dixa --help says what it understands.", run.Stderr.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "Usage:")]
    [InlineData("--help", "says SUCCEEDED or FAILED in a message. The exit code\n            is 0 either way")]
    [InlineData("--version", "0.1.0")]
    public async Task HelpAndVersionArePlainText(string option, string expected)
    {
        var run = await _source.RunAsync(option);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(expected, string.Join('\n', run.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void TwoHyphensBeforeTheCommandAreNoOption() => Assert.Equal("spec", CommandLine.TryParse(["--", "spec"], out _)?.Command);
}
