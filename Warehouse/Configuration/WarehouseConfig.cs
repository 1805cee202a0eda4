using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dixa.Shared;
using Dixa.Warehouse.Views;
using Dixa.Warehouse.Webhooks;

namespace Dixa.Warehouse.Configuration;

/// <summary>The settings: those of the file, and over them those of the environment.</summary>
/// <param name="Database">A PostgreSQL database or the path of a SQLite file.</param>
/// <param name="Schema">PostgreSQL's schema.</param>
/// <param name="Streams">The streams that <c>sync</c> reads; null for the suggested ones.</param>
/// <param name="Source">The settings of the source that <c>sync</c> starts.</param>
public sealed record WarehouseConfig(string Database, string Schema, DeletionMode Deletions, IReadOnlyList<string>? Streams, JsonObject Source)
{
    public const string DefaultDatabase = "dixa.db";

    public const string DefaultSchema = "dixa";

    private const int MostSchemaBytes = 63;

    /// <summary>What the settings say of the views.</summary>
    public ViewSettings Views { get; init; } = new();

    /// <summary>What viewers of the page have to know; null for no password.</summary>
    public string? PagePassword { get; init; }

    /// <summary>What deliveries of webhooks are signed with, in hex: the secrets of all subscriptions.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; init; } = [];

    /// <summary>How far the time of a signature may be from now.</summary>
    public TimeSpan WebhookTolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long ago the last run that succeeded may have ended for <c>/readyz</c>; null for three times <c>--every</c>.</summary>
    public TimeSpan? ReadyWithin { get; init; }

    /// <summary>The file that keeps the secrets of webhooks, one a line: where new ones are added. Null for none.</summary>
    public string? WebhookSecretsFile { get; init; }

    /// <summary>What looks like a setting and is none, as warnings.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What no message may show: passwords and tokens.</summary>
    public IEnumerable<string> Secrets => Source.Where(each => each.Key.Contains("token", StringComparison.Ordinal)).Select(each => each.Value).OfType<JsonValue>()
        .Where(value => value.GetValueKind() == JsonValueKind.String).Select(value => value.GetValue<string>())
        .Concat(Stores.Postgres.PostgresUrl.Is(Database) && Stores.Postgres.PostgresUrl.Parse(Database).Password is { } password ? [password] : [])
        .Concat(PagePassword is null ? [] : [PagePassword])
        .Concat(WebhookSecrets.SelectMany(secret => new[] { secret, secret.ToLowerInvariant(), secret.ToUpperInvariant() }).Distinct());

    /// <summary>Reads the settings.</summary>
    /// <param name="json">The file; null for none.</param>
    /// <exception cref="WarehouseException">A setting is not what it has to be.</exception>
    public static WarehouseConfig Parse(string? json, EnvironmentSettings environment)
    {
        var file = json is null ? [] : ParseFile(json);
        var schema = environment.Value("DIXA_SCHEMA") ?? Text(file, "schema") ?? DefaultSchema;
        var deletions = environment.Value("DIXA_DELETIONS") ?? Text(file, "deletions");
        var source = file["source"] is JsonObject given ? (JsonObject)given.DeepClone()
            : file["source"] is null ? []
            : throw WarehouseException.Configuration("The setting source has to be an object: the settings of source-dixa.");
        environment.AddTo(source);
        return new WarehouseConfig(
            environment.Value("DIXA_DATABASE") ?? Text(file, "database") ?? DefaultDatabase,
            System.Text.Encoding.UTF8.GetByteCount(schema) <= MostSchemaBytes && !schema.Contains('\0', StringComparison.Ordinal) ? schema : throw WarehouseException.Configuration("The setting schema has to be a name of at most 63 bytes."),
            deletions switch
            {
                null or "delete" => DeletionMode.Delete,
                "mark" => DeletionMode.Mark,
                _ => throw WarehouseException.Configuration($"The setting deletions has to be delete or mark, not {deletions}."),
            },
            environment.Value("DIXA_STREAMS")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList() ?? TextsOf(file, "streams", "a list of names, or [\"all\"]"),
            source)
        {
            WebhookSecrets = SecretsOf(environment, file),
            WebhookTolerance = Number(environment, file, "webhook_tolerance_seconds", 1, 86_400) is { } seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromMinutes(5),
            ReadyWithin = Number(environment, file, "ready_minutes", 1, 525_600) is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
            WebhookSecretsFile = SecretsFileOf(environment, file),
            Warnings = Unknown(environment, file),
            PagePassword = Password(environment.Value("DIXA_PAGE_PASSWORD") ?? Text(file, "page_password")),
            Views = new ViewSettings(environment.Value("DIXA_TIMEZONE") ?? Text(file, "timezone"), environment.Value("DIXA_BUSINESS_HOURS") ?? Text(file, "business_hours")),
        };
    }

    private static List<string> Unknown(EnvironmentSettings environment, JsonObject file)
    {
        var known = Specification.Settings();
        return
        [
            .. UnknownSettings.Warnings(file.Where(member => member.Value is not null).Select(member => member.Key), known),
            .. environment.Unknown(known.Where(name => name != "source")),
        ];
    }

    private static string? SecretsFileOf(EnvironmentSettings environment, JsonObject file) => environment.FileOf("DIXA_WEBHOOK_SECRETS") ?? Text(file, "webhook_secrets_file");

    /// <summary>The secrets of the settings, and those of the file. It need not be there yet: <c>webhook create</c> makes it.</summary>
    private static List<string> SecretsOf(EnvironmentSettings environment, JsonObject file)
    {
        var given = environment.Variable("DIXA_WEBHOOK_SECRETS") is { } variable ? SecretsFile.Split(variable) : TextsOf(file, "webhook_secrets", "a list of texts") ?? [];
        return [.. given.Concat(SecretsFileOf(environment, file) is { } path ? new SecretsFile(path).Read() : []).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static string? Password(string? password) => password is null or { Length: >= Pages.Serving.PagePassword.LeastCharacters } ? password
        : throw WarehouseException.Configuration($"The setting page_password needs at least {Pages.Serving.PagePassword.LeastCharacters} characters: who can ask the page can guess.");

    private static JsonObject ParseFile(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }) as JsonObject
                ?? throw WarehouseException.Configuration("The configuration has to be a JSON object: {\"database\": …}.");
        }
        catch (JsonException exception)
        {
            throw WarehouseException.Configuration($"The configuration is no JSON: {exception.Message}", exception);
        }
    }

    private static string? Text(JsonObject file, string name) => file[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text => text,
        _ => throw WarehouseException.Configuration($"The setting {name} has to be a text that is not empty."),
    };

    private static List<string>? TextsOf(JsonObject file, string name, string meant) => file[name] switch
    {
        null => null,
        JsonArray list when list.All(each => each?.GetValueKind() == JsonValueKind.String) => [.. list.Select(each => each!.GetValue<string>())],
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => throw WarehouseException.Configuration($"The setting {name} has to be {meant}."),
    };

    private static int? Number(EnvironmentSettings environment, JsonObject file, string name, int least, int most)
    {
        var text = environment.Value($"DIXA_{name.ToUpperInvariant()}") ?? file[name]?.ToJsonString();
        return text is null ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : throw WarehouseException.Configuration($"The setting {name} has to be a whole number from {least} to {most}.");
    }
}
