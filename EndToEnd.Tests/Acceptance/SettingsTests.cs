using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Harness;

namespace Dixa.Connector.Acceptance;

/// <summary><c>spec.json</c> as a form that can be filled in without a manual.</summary>
public sealed class SettingsTests
{
    private static readonly JsonElement Specification = JsonElement.Parse(AcceptanceRuns.FileOf("spec.json")).GetProperty("connectionSpecification");

    private static IEnumerable<JsonProperty> Settings => Specification.GetProperty("properties").EnumerateObject();

    [Fact]
    public void EverySettingHasATitleADescriptionAPlaceAndAGroup() => Assert.All(Settings, setting =>
    {
        Assert.Matches("^[A-Z]", setting.Value.GetProperty("title").GetString());
        Assert.InRange(setting.Value.GetProperty("description").GetString()!.Length, 40, 400);
        Assert.True(setting.Value.TryGetProperty("order", out _) && setting.Value.TryGetProperty("group", out _));
    });

    [Fact]
    public void TheOrderIsThatOfTheFile() =>
        Assert.Equal(Enumerable.Range(0, Settings.Count()), Settings.Select(setting => setting.Value.GetProperty("order").GetInt32()));

    [Fact]
    public void TheTokensDescriptionSaysWhereToFindIt()
    {
        var description = Specification.GetProperty("properties").GetProperty("api_token").GetProperty("description").GetString();
        Assert.All(["administrator", "Settings → Integrations → API tokens", "\"Dixa API\""], words => Assert.Contains(words, description, StringComparison.Ordinal));
    }

    [Fact]
    public void APatternComesWithItsDescriptionAndExamplesThatMatchIt() => Assert.All(
        Settings.Where(setting => setting.Value.TryGetProperty("pattern", out _)),
        setting =>
        {
            Assert.NotEmpty(setting.Value.GetProperty("pattern_descriptor").GetString()!);
            Assert.NotEmpty(setting.Value.GetProperty("examples").EnumerateArray());
            Assert.All(setting.Value.GetProperty("examples").EnumerateArray(), example => Assert.Matches(setting.Value.GetProperty("pattern").GetString()!, example.GetString()));
        });

    [Fact]
    public void ADefaultIsWhatTheConnectorTakesWhereNothingIsGiven()
    {
        var config = Load(new JsonObject { ["api_token"] = "t" });
        var used = new Dictionary<string, object>
        {
            ["window_days"] = (int)config.Window.TotalDays,
            ["lookback_minutes"] = (int)config.Lookback.TotalMinutes,
            ["exports_requests_per_minute"] = config.ExportsRequestsPerMinute,
            ["api_requests_per_second"] = config.ApiRequestsPerSecond,
            ["dixa_api_url"] = config.DixaApiUrl.AbsoluteUri.TrimEnd('/'),
            ["exports_api_url"] = config.ExportsApiUrl.AbsoluteUri.TrimEnd('/'),
        };

        Assert.Equal(
            used.ToDictionary(entry => entry.Key, entry => Convert.ToString(entry.Value, CultureInfo.InvariantCulture)),
            Settings.Where(setting => setting.Value.TryGetProperty("default", out _)).ToDictionary(setting => setting.Name, setting => (string?)setting.Value.GetProperty("default").ToString()));
    }

    /// <summary>Days that are none, hours and zones that are none, and the edges of all of them.</summary>
    [Fact]
    public void APatternTakesExactlyWhatTheConnectorTakes()
    {
        var pattern = new Regex(Specification.GetProperty("properties").GetProperty("start_date").GetProperty("pattern").GetString()!, RegexOptions.ECMAScript);
        string[] years = ["1900", "1999", "2000", "2023", "2024", "2099"];
        var dates = from year in years from month in Enumerable.Range(0, 14) from day in Enumerable.Range(0, 33) select $"{year}-{month:00}-{day:00}";
        string[] times = ["T00:00:00Z", "T23:59:59Z", "T24:00:00Z", "T12:60:00Z", "T12:00:60Z", "T12:00Z", "T12:00:00", "T12:00:00.1Z", "T12:00:00.123456789Z", "T12:00:00.Z", " 12:00:00Z", "T12:00:00+14:00", "T12:00:00-14:00", "T12:00:00+14:01", "T12:00:00+13:59", "T12:00:00+01:00", "T12:00:00+1:00", "Z"];
        string[] others = ["", "2025", "2025-1-1", "20250101", "2025-01-01 ", "yesterday"];
        var disagreements = dates.Concat(times.Select(time => "2025-06-15" + time)).Concat(others)
            .Where(text => text.Length > 0)
            .Where(text => pattern.IsMatch(text) != IsTaken(text));

        Assert.Empty(disagreements);
    }

    /// <remarks>Of an address the pattern says the form; whether plain http will do depends on the host.</remarks>
    [Theory]
    [InlineData("https://dev.dixa.io")]
    [InlineData("http://localhost:8080/")]
    [InlineData("http://10.0.0.7:8080/dixa")]
    public void ThePatternOfAnAddressTakesWhatTheConnectorTakes(string url)
    {
        Assert.Equal(new Uri(url.TrimEnd('/')), Load(new JsonObject { ["api_token"] = "t", ["dixa_api_url"] = url }).DixaApiUrl);
        Assert.Matches(Specification.GetProperty("properties").GetProperty("dixa_api_url").GetProperty("pattern").GetString()!, url);
    }

    private static bool IsTaken(string date)
    {
        try
        {
            Load(new JsonObject { ["api_token"] = "t", ["start_date"] = date });
            return true;
        }
        catch (ConnectorException)
        {
            return false;
        }
    }

    private static ConnectorConfig Load(JsonObject config)
    {
        using var source = new SourceDixa();
        return ConnectorConfig.Load(source.File("config.json", config.ToJsonString()), new SecretMask());
    }
}
