using System.Globalization;
using System.Text.Json;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;

namespace Dixa.Connector.Configuration;

/// <summary>The settings of a connection, validated and with defaults applied.</summary>
public sealed record ConnectorConfig
{
    private static readonly string[] Urls = ["dixa_api_url", "exports_api_url"];

    public required string ApiToken { get; init; }

    /// <summary>The earliest time to read from; null means a year before the sync.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>The time to read up to, exclusive; null means now.</summary>
    public DateTimeOffset? EndDate { get; init; }

    /// <summary>The longest span that one export may cover, at most 31 days.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>How far before its cursor an incremental sync reads again, to find updates that became visible late.</summary>
    public required TimeSpan Lookback { get; init; }

    public required int ExportsRequestsPerMinute { get; init; }

    public required int ApiRequestsPerSecond { get; init; }

    public required Uri DixaApiUrl { get; init; }

    public required Uri ExportsApiUrl { get; init; }

    /// <summary>Likely mistakes that do not prevent a sync: settings that do not exist.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>Reads and validates a configuration file. From then on its secrets are masked.</summary>
    /// <exception cref="ConnectorException">The configuration is not valid. The message lists all problems.</exception>
    public static ConnectorConfig Load(string path, SecretMask mask) => Of(JsonInput.Read(path, "--config"), mask);

    /// <summary>Validates settings. From then on their secrets are masked.</summary>
    /// <inheritdoc cref="Load"/>
    public static ConnectorConfig Of(JsonElement config, SecretMask mask)
    {
        if (config.Text("api_token") is { } token)
        {
            mask.Add(token.Trim());
        }

        foreach (var password in Urls.Select(name => config.Text(name)).OfType<string>().Select(UrlPassword.Of).OfType<string>())
        {
            mask.Add(password);
        }

        var specification = Specification.ConnectionSpecification();
        var problems = SpecValidator.Validate(config, specification).ToList();
        var warnings = SpecValidator.Unknown(config, specification);
        var parsed = problems.Count == 0 ? Parse(config, specification, problems) : null;
        return problems.Count == 0
            ? parsed! with { Warnings = warnings }
            : throw new ConnectorException(
                FailureKind.Config,
                string.Join(' ', warnings.Prepend($"Config validation error: {string.Join("; ", problems).TrimEnd('.')}.")));
    }

    private static ConnectorConfig Parse(JsonElement config, JsonElement specification, List<string> problems)
    {
        var parsed = new ConnectorConfig
        {
            ApiToken = config.Text("api_token")!.Trim(),
            StartDate = Date(config, "start_date", problems),
            EndDate = Date(config, "end_date", problems),
            Window = TimeSpan.FromDays((int?)(config.Member("window_days")?.Whole() ?? config.Member("batch_size")?.Whole()) ?? Number(config, specification, "window_days")),
            Lookback = TimeSpan.FromMinutes(Number(config, specification, "lookback_minutes")),
            ExportsRequestsPerMinute = Number(config, specification, "exports_requests_per_minute"),
            ApiRequestsPerSecond = Number(config, specification, "api_requests_per_second"),
            DixaApiUrl = ApiUrl.Parse(config, specification, "dixa_api_url", problems),
            ExportsApiUrl = ApiUrl.Parse(config, specification, "exports_api_url", problems),
        };
        if (parsed.StartDate > parsed.EndDate)
        {
            problems.Add("end_date must not be before start_date");
        }

        if (parsed.ApiToken.Any(c => c is < ' ' or > '~'))
        {
            problems.Add("api_token must consist of printable ASCII characters: copy it again, without line breaks");
        }

        return parsed;
    }

    private static int Number(JsonElement config, JsonElement specification, string name) =>
        (int)(config.Member(name)?.Whole() ?? specification.GetProperty("properties").GetProperty(name).GetProperty("default").Whole()!);

    private static DateTimeOffset? Date(JsonElement config, string name, List<string> problems)
    {
        if (config.Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date))
        {
            return date;
        }

        problems.Add($"{name} must be a date of the calendar, such as 2025-01-31 or 2025-01-31T00:00:00Z, not \"{text}\"");
        return null;
    }
}
