using Dixa.Connector.Harness;

namespace Dixa.Connector.Issues;

/// <summary>A token in the place of a path, of an option or of a command stood in the error, which lands in the logs of a platform: no mask knows it yet.</summary>
public sealed class ASecretInTheWrongPlaceOfTheCommandLineIsNotRepeated : IDisposable
{
    /// <summary>In the forms of tokens and passwords: a JSON Web Token, hexadecimal, base64 and its form for URLs, what a person made up, a proxy with its password.</summary>
    private static readonly string[] Secrets =
    [
        $"eyJhbGciOiJIUzUxMiJ9.{new string('a', 400)}.c2lnbmF0dXJl_-x",
        "0123456789abcdef0123456789abcdef",
        "/wEPDwUKLTM4+abc/def==",
        "-Qx7-abcdef_ghijkl",
        "Correct-Horse",
        "http://user:Passw0rd@proxy:3128/config.json",
    ];

    private readonly SourceDixa _source = new();

    public static TheoryData<string> Places =>
    [
        "check --config $",
        "check --config=$",
        "discover --config $ --debug",
        "read --config $ --catalog catalog.json",
        "read --config {config} --catalog $",
        "read --config {config} --catalog {catalog} --state $",
        "state $",
        "state {catalog} $",
        "$",
        "check $",
        "check $ --config {config}",
        "check --api-token=$",
        "check --$",
        "check -t$",
        "check -t=$",
        "check --config --$",
        "check --config={config} --debug=$",
        "discover --configured --streams $",
        "discover --configured --streams agents,$",
        "spec $",
    ];

    public void Dispose() => _source.Dispose();

    [Theory]
    [MemberData(nameof(Places))]
    public async Task NeitherTheMessagesNorStderrHoldIt(string place)
    {
        var (config, catalog) = (_source.File("config.json", """{"api_token":"test-token"}"""), _source.File("catalog.json", """{"streams":[]}"""));
        foreach (var secret in Secrets)
        {
            var run = await _source.RunAsync([.. place.Split(' ').Select(word => word
                .Replace("{config}", config, StringComparison.Ordinal)
                .Replace("{catalog}", catalog, StringComparison.Ordinal)
                .Replace("$", secret, StringComparison.Ordinal))]);
            var told = run.Stderr + string.Join('\n', run.Lines);

            Assert.DoesNotContain(secret, told, StringComparison.Ordinal);
            Assert.DoesNotContain("Passw0rd", told, StringComparison.Ordinal);
            Assert.DoesNotContain("something went wrong in the connector", told, StringComparison.OrdinalIgnoreCase);
            Assert.True(run.ExitCode != 0 || told.Contains("FAILED", StringComparison.Ordinal), $"{place} with {secret} is taken");
        }
    }

    [Fact]
    public async Task TheErrorSaysWhyTheNameIsMissing()
    {
        var run = await _source.RunAsync("discover", "--config", Secrets[1]);

        Assert.Equal(
            "The file given as --config does not exist (its path is not repeated, since it could be a secret). Check its name; in a container, that its folder is mounted (-v) and that the path is the one inside the container.",
            Assert.Single(run.Errors).GetProperty("message").GetString());
    }
}
