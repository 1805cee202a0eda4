using System.Globalization;
using System.Text.Json.Nodes;
using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.Configuration;

public sealed class ConnectorConfigTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("""{}""", "api_token is missing")]
    [InlineData("""{"api_token":null}""", "api_token is missing")]
    [InlineData("""{"api_token":""}""", "api_token must not be empty")]
    [InlineData("""{"api_token":"  "}""", "api_token must not be empty")]
    [InlineData("""{"api_token":12345678}""", "api_token must be a string")]
    [InlineData("""[]""", "must be a JSON object")]
    [InlineData("""{"api_token":"test-token","start_date":"yesterday"}""", "start_date must look like YYYY-MM-DD or YYYY-MM-DDTHH:mm:ssZ, not \"yesterday\"")]
    [InlineData("""{"api_token":"test-token","start_date":"2025-02-30"}""", "start_date must look like YYYY-MM-DD")]
    [InlineData("""{"api_token":"test-token","start_date":"2025-01-01\n"}""", "start_date must look like")]
    [InlineData("""{"api_token":"test-token","start_date":20250101}""", "start_date must be a string, not 20250101")]
    [InlineData("""{"api_token":"test-token","start_date":"2025-02-01","end_date":"2025-01-01"}""", "end_date must not be before start_date")]
    [InlineData("""{"api_token":"test-token","window_days":0}""", "window_days must be a whole number from 1 to 31, not 0")]
    [InlineData("""{"api_token":"test-token","window_days":45}""", "window_days must be a whole number from 1 to 31, not 45")]
    [InlineData("""{"api_token":"test-token","window_days":1.5}""", "window_days must be a whole number from 1 to 31, not 1.5")]
    [InlineData("""{"api_token":"test-token","window_days":"7"}""", "window_days must be a whole number from 1 to 31, not \"7\"")]
    [InlineData("""{"api_token":"test-token","batch_size":99}""", "batch_size must be a whole number from 1 to 31, not 99")]
    [InlineData("""{"api_token":"test-token","lookback_minutes":-1}""", "lookback_minutes must be a whole number from 0 to 44640")]
    [InlineData("""{"api_token":"test-token","dixa_api_url":"dev.dixa.io"}""", "dixa_api_url must look like https://host")]
    [InlineData("""{"api_token":"test-token","dixa_api_url":"http://dev.dixa.io"}""", "dixa_api_url must begin with https://")]
    [InlineData("""{"api_token":"test-token","exports_api_url":"http://8.8.8.8"}""", "exports_api_url must begin with https://")]
    [InlineData("""{"api_token":"test-token","dixa_api_url":"https://[::1"}""", "dixa_api_url must be a URL")]
    [InlineData("""{"api_token":"test-token","exports_api_url":"https://u:p@exports.dixa.io"}""", "exports_api_url must look like https://host")]
    public void AWrongSettingIsToldWithWhatWouldBeRight(string config, string expected) =>
        Assert.Contains(expected, Failure(config), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://localhost:1")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://10.0.0.7:1")]
    [InlineData("http://192.168.1.2")]
    [InlineData("http://[::1]:1")]
    [InlineData("http://simulator:8080")]
    [InlineData("https://proxy.example.com/dixa")]
    public void PlainHttpIsTakenWhereNobodyListens(string url) =>
        Assert.Equal(url.TrimEnd('/'), Load(new JsonObject { ["api_token"] = "test-token", ["dixa_api_url"] = url }.ToJsonString()).DixaApiUrl.AbsoluteUri.TrimEnd('/'));

    [Theory]
    [InlineData("2025-01-01", "2025-01-01T00:00:00Z")]
    [InlineData("2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z")]
    [InlineData("2025-01-01T00:00:00.123456789Z", "2025-01-01T00:00:00.1234568Z")]
    [InlineData("2025-01-01T00:00:00+05:30", "2024-12-31T18:30:00Z")]
    [InlineData(null, null)]
    public void EveryFormOfADateIsTakenAndNullIsAbsent(string? date, string? expected)
    {
        var config = Load(new JsonObject { ["api_token"] = "test-token", ["start_date"] = date, ["end_date"] = null, ["window_days"] = null, ["unknown"] = true }.ToJsonString());

        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), config.StartDate);
        Assert.Equal((null, TimeSpan.FromDays(31)), (config.EndDate, config.Window));
    }

    [Fact]
    public void EveryProblemIsToldAtOnce()
    {
        var message = Failure("""{"start_date":"x","window_days":77,"lookback_minutes":"a"}""");
        Assert.All(["api_token", "start_date", "window_days", "lookback_minutes"], name => Assert.Contains(name, message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("31.0")]
    [InlineData("3.1e1")]
    [InlineData("310E-1")]
    public void AWholeNumberIsOneInEveryWayOfWritingIt(string number)
    {
        var config = Load($$"""{"api_token":"test-token","window_days":{{number}},"batch_size":{{number}},"lookback_minutes":{{number}},"exports_requests_per_minute":{{number}},"api_requests_per_second":{{number}}}""");

        Assert.Equal((TimeSpan.FromDays(31), TimeSpan.FromMinutes(31), 31, 31), (config.Window, config.Lookback, config.ExportsRequestsPerMinute, config.ApiRequestsPerSecond));
    }

    [Fact]
    public void ANumberThatAFormLeftEmptyIsAbsent()
    {
        var config = Load("""{"api_token":"test-token","window_days":"","batch_size":"","lookback_minutes":"","exports_requests_per_minute":"","api_requests_per_second":""}""");

        Assert.Equal((TimeSpan.FromDays(31), TimeSpan.FromMinutes(60), 10, 10), (config.Window, config.Lookback, config.ExportsRequestsPerMinute, config.ApiRequestsPerSecond));
    }

    [Fact]
    public void TheOlderNameOfWindowDaysIsTaken() => Assert.Equal(TimeSpan.FromDays(7), Load("""{"api_token":"test-token","batch_size":7}""").Window);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n", "is empty")]
    [InlineData("{} {}", "a second value follows the first")]
    [InlineData("{\"api_token\":\"s3cret\" ", "not valid JSON")]
    public void AFileThatIsNoSingleValueIsToldApart(string text, string expected) => Assert.Contains(expected, Failure(text), StringComparison.Ordinal);

    [Fact]
    public void DeepNestingIsTakenUpToAThousandLevelsAndThenNamed()
    {
        static string Nested(int levels) => $$"""{"api_token":"test-token","_remark":{{new string('[', levels)}}{{new string(']', levels)}}}""";

        Assert.Equal("test-token", Load(Nested(999)).ApiToken);
        Assert.Contains("nested deeper than 1000 levels", Failure(Nested(1000)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"api_token":"test-token","start_dat":"2025-01-01"}""", "There is no setting \"start_dat\", so it is ignored. Did you mean \"start_date\"?")]
    [InlineData("""{"api_token":"test-token","colour":1,"_remark":1,"$schema":1,"absent":null}""", "There is no setting \"colour\", so it is ignored.")]
    public void ASettingThatDoesNotExistIsToldWithTheNearest(string config, string expected) => Assert.Equal(expected, Assert.Single(Load(config).Warnings));

    [Fact]
    public void AMissingSettingUnderAnotherNameIsGuessed() =>
        Assert.Contains("Did you mean \"api_token\"?", Failure("""{"apiToken":"s3cret"}"""), StringComparison.Ordinal);

    private ConnectorConfig Load(string config)
    {
        File.WriteAllText(_path, config);
        return ConnectorConfig.Load(_path, new SecretMask());
    }

    /// <summary>What the user is told, which never repeats a secret.</summary>
    private string Failure(string config)
    {
        var failure = Assert.Throws<ConnectorException>(() => Load(config));
        Assert.Equal(FailureKind.Config, failure.Kind);
        Assert.DoesNotContain("s3cret", failure.Message, StringComparison.Ordinal);
        return failure.Message;
    }
}
