using Dixa.Warehouse.Stores.Postgres;
using Dixa.Warehouse.Views;

namespace Dixa.Warehouse.Configuration;

public sealed class WarehouseConfigTests
{
    private static readonly EnvironmentSettings Nothing = new(new Dictionary<string, string>());

    [Fact]
    public void WithoutAnySettingTheDatabaseIsAFile()
    {
        var config = WarehouseConfig.Parse(null, Nothing);

        Assert.Equal(("dixa.db", "dixa", DeletionMode.Delete), (config.Database, config.Schema, config.Deletions));
        Assert.Null(config.Streams);
    }

    [Fact]
    public void TheEnvironmentWinsOverTheFile()
    {
        var environment = new EnvironmentSettings(new Dictionary<string, string> { ["DIXA_DATABASE"] = "b.db", ["DIXA_STREAMS"] = "tags, teams", ["DIXA_API_TOKEN"] = "12345", ["DIXA_WINDOW_DAYS"] = "7" });
        var config = WarehouseConfig.Parse("""{"database": "a.db", "streams": ["agents"], "deletions": "mark", "source": {"api_token": "t", "start_date": "2026-01-01"}}""", environment);

        Assert.Equal(("b.db", DeletionMode.Mark), (config.Database, config.Deletions));
        Assert.Equal(["tags", "teams"], config.Streams!);
        Assert.Equal("""{"api_token":"12345","start_date":"2026-01-01","window_days":7}""", config.Source.ToJsonString());
        Assert.Equal(["12345"], config.Secrets);
    }

    [Fact]
    public void TheViewsHaveSettingsOfTheirOwn()
    {
        var environment = new EnvironmentSettings(new Dictionary<string, string> { ["DIXA_BUSINESS_HOURS"] = "Office" });

        Assert.Equal(new ViewSettings("Europe/Copenhagen", "Office"), WarehouseConfig.Parse("""{"timezone": "Europe/Copenhagen", "business_hours": "Other"}""", environment).Views);
        Assert.Equal(new ViewSettings(), WarehouseConfig.Parse(null, Nothing).Views);
    }

    [Fact]
    public void ASecretCanComeFromAFile()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "secret\n");
        try
        {
            Assert.Equal("secret", new EnvironmentSettings(new Dictionary<string, string> { ["DIXA_API_TOKEN_FILE"] = path }).Value("DIXA_API_TOKEN"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void SecretsOfWebhooksAreAListAndMaskedHoweverTheyAreWritten()
    {
        var (one, two) = (new string('a', 64), new string('B', 64));
        Assert.Equal([one, two], WarehouseConfig.Parse($$"""{"webhook_secrets": ["{{one}}", "{{two}}"]}""", Nothing).WebhookSecrets);
        Assert.Equal([one], WarehouseConfig.Parse($$"""{"webhook_secrets": "{{one}}"}""", Nothing).WebhookSecrets);
        var config = WarehouseConfig.Parse(null, new EnvironmentSettings(new Dictionary<string, string> { ["DIXA_WEBHOOK_SECRETS"] = $"{one},\n {two}" }));
        Assert.Equal([one, two], config.WebhookSecrets);

        var mask = new Messages.SecretMask();
        mask.Add(config.Secrets);
        Assert.Equal("**** ****", mask.Apply($"{one.ToUpperInvariant()} {two.ToLowerInvariant()}"));
    }

    [Fact]
    public void WhatOneListenerNeedsHasDefaults()
    {
        var config = WarehouseConfig.Parse(null, Nothing);
        Assert.Empty(config.WebhookSecrets);
        Assert.Equal((TimeSpan.FromMinutes(5), null), (config.WebhookTolerance, config.ReadyWithin));

        config = WarehouseConfig.Parse("""{"webhook_tolerance_seconds": 60, "ready_minutes": 90}""", new EnvironmentSettings(new Dictionary<string, string> { ["DIXA_READY_MINUTES"] = "30" }));
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30)), (config.WebhookTolerance, config.ReadyWithin));
    }

    [Theory]
    [InlineData("""{"webhook_secrets": 7}""", "The setting webhook_secrets has to be a list of texts.")]
    [InlineData("""{"webhook_secrets": [7]}""", "The setting webhook_secrets has to be a list of texts.")]
    [InlineData("""{"webhook_tolerance_seconds": 0}""", "The setting webhook_tolerance_seconds has to be a whole number from 1 to 86400.")]
    [InlineData("""{"webhook_tolerance_seconds": 1.5}""", "The setting webhook_tolerance_seconds has to be a whole number from 1 to 86400.")]
    [InlineData("""{"ready_minutes": "soon"}""", "The setting ready_minutes has to be a whole number from 1 to 525600.")]
    [InlineData("[]", "The configuration has to be a JSON object")]
    [InlineData("{", "The configuration is no JSON")]
    [InlineData("""{"database": 7}""", "The setting database has to be a text")]
    [InlineData("""{"deletions": "never"}""", "The setting deletions has to be delete or mark, not never.")]
    [InlineData("""{"streams": 7}""", "The setting streams has to be a list of names")]
    [InlineData("""{"source": "x"}""", "The setting source has to be an object")]
    public void AWrongSettingSaysWhichOne(string json, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<WarehouseException>(() => WarehouseConfig.Parse(json, Nothing)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("DIXA_DIXA_API_URL", "There is no setting for the variable DIXA_DIXA_API_URL, so it is ignored. Did you mean \"DIXA_API_URL\"?")]
    [InlineData("DIXA_TOKEN", "There is no setting for the variable DIXA_TOKEN, so it is ignored. Did you mean \"DIXA_API_TOKEN\"?")]
    [InlineData("DIXA_API_TOKN_FILE", "There is no setting for the variable DIXA_API_TOKN_FILE, so it is ignored. Did you mean \"DIXA_API_TOKEN_FILE\"?")]
    [InlineData("DIXA_WEBHOOK_SECRETS_FILE_FILE", "There is no setting for the variable DIXA_WEBHOOK_SECRETS_FILE_FILE, so it is ignored. Did you mean \"DIXA_WEBHOOK_SECRETS\"?")]
    [InlineData("DIXA_SOURCE", "There is no setting for the variable DIXA_SOURCE, so it is ignored.")]
    [InlineData("DIXA_SIMULATOR_SERVICE_HOST", null)]
    [InlineData("DIXA_SIMULATOR_SERVICE_PORT_HTTP", null)]
    [InlineData("DIXA_SIMULATOR_PORT_8080_TCP_ADDR", null)]
    [InlineData("DIXA_API_REQUESTS_PER_SECOND", null)]
    [InlineData("DIXA_PAGE_PASSWORD", null)]
    [InlineData("DIXA_WAREHOUSE_CLOCK", null)]
    [InlineData("SOURCE_DIXA_CLOCK", null)]
    public void AVariableThatIsNoSettingIsTold(string variable, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], WarehouseConfig.Parse("""{"page_password": "long enough, and more"}""", new EnvironmentSettings(new Dictionary<string, string> { [variable] = "100000000000" })).Warnings);

    [Fact]
    public void ASettingOfTheFileThatThereIsNotIsTold()
    {
        Assert.Equal(["There is no setting \"databse\", so it is ignored. Did you mean \"database\"?"], WarehouseConfig.Parse("""{"databse": "a.db", "_note": "ours", "gone": null, "source": {"anything": 1}}""", Nothing).Warnings);
        Assert.Empty(WarehouseConfig.Parse("{" + string.Join(", ", Specification.Settings().Select(name => $"\"{name}\": null")) + "}", Nothing).Warnings);
    }

    [Theory]
    [InlineData("postgres://me:p%40ss@db.example:5433/dixa?sslmode=verify-full", "db.example", 5433, "me", "p@ss", "dixa")]
    [InlineData("postgresql://me@db.example/dixa", "db.example", 5432, "me", null, "dixa")]
    [InlineData("Host=db.example;Username=me;Password=x;Database=dixa", "db.example", 5432, "me", "x", "dixa")]
    public void BothWaysOfNamingAPostgresDatabaseAreUnderstood(string database, string host, int port, string user, string? password, string name)
    {
        Assert.True(PostgresUrl.Is(database));
        var settings = PostgresUrl.Parse(database);

        Assert.Equal((host, port, user, password, name), (settings.Host, settings.Port, settings.Username, settings.Password, settings.Database));

        // A lock is waited for as long as it takes.
        Assert.Equal(0, settings.CommandTimeout);
    }

    [Fact]
    public void ADatabaseThatIsNotUnderstoodDoesNotShowItsPassword()
    {
        var error = Assert.Throws<WarehouseException>(() => PostgresUrl.Parse("postgres://me:hidden@db.example/dixa?nonsense=1"));
        Assert.DoesNotContain("hidden", error.ToString(), StringComparison.Ordinal);
    }
}
