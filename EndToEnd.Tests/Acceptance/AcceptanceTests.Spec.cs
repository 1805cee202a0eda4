using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Dixa.Connector.Acceptance;

/// <summary>What Airbyte's acceptance tests ask of <c>spec</c> and <c>check</c>.</summary>
public abstract partial class AcceptanceTests
{
    /// <summary>Names that Airbyte takes for those of secrets.</summary>
    private static readonly Regex SecretName = new("^(client_token|access_token|api_token|token|secret|client_secret|password|key|service_account_info|service_account|tenant_id|certificate|jwt|credentials|app_id|appid|refresh_token)$");

    [Fact]
    public async Task T1_TheConfigurationsOfTheCasesAreValid()
    {
        var schema = await JsonSchema.FromJsonAsync((await ConnectionSpecificationAsync()).GetRawText(), TestContext.Current.CancellationToken);

        Assert.All(
            AcceptanceConfig.File.AcceptanceTests.Values.SelectMany(section => section.Tests).Select(test => test.ConfigPath).Distinct(),
            path => Assert.Empty(schema.Validate(JToken.Parse(Runs.Config(path)))));
    }

    [Fact]
    public async Task T2_TheSpecIsTheFile() => Assert.True(JsonNode.DeepEquals(
        JsonNode.Parse(AcceptanceRuns.FileOf(Assert.Single(AcceptanceConfig.File.Spec.Tests).SpecPath!)),
        JsonNode.Parse((await Runs.Spec).Messages[0].GetProperty("spec").GetRawText())));

    [Fact]
    public async Task T3_EnumValuesAreDistinct() => Assert.All(
        await SettingsAsync(),
        setting => Assert.Distinct(setting.Value.TryGetProperty("enum", out var values) ? values.EnumerateArray().Select(value => value.GetRawText()) : []));

    [Fact]
    public async Task T4_NoSettingIsAChoiceOfShapes() =>
        Assert.All((await SettingsAsync()).Select(setting => setting.Value), schema => Assert.False(schema.TryGetProperty("oneOf", out _)));

    [Fact]
    public async Task T5_OneSecretIsRequiredAndTheRestIsOptional()
    {
        Assert.Equal("""["api_token"]""", (await ConnectionSpecificationAsync()).GetProperty("required").GetRawText());
        Assert.Equal("api_token", Assert.Single(await SettingsAsync(), setting => IsSecret(setting.Value)).Name);
    }

    [Fact]
    public async Task T6_SecretsAreMarkedAndNothingElseIs() => Assert.All(
        await SettingsAsync(), setting => Assert.Equal(SecretName.IsMatch(setting.Name), IsSecret(setting.Value)));

    [Fact]
    public async Task T7_EverySettingHasOneType() => Assert.All(
        await SettingsAsync(), setting => Assert.Equal(JsonValueKind.String, setting.Value.GetProperty("type").ValueKind));

    [Fact]
    public async Task T8_NoSettingIsAnEmptyObject() => Assert.All(
        await SettingsAsync(), setting => Assert.NotEqual("object", setting.Value.GetProperty("type").GetString()));

    [Fact]
    public async Task T9_NoSettingIsAnArray() => Assert.All(
        await SettingsAsync(), setting => Assert.NotEqual("array", setting.Value.GetProperty("type").GetString()));

    [Fact]
    public async Task T10_NoSettingUsesAKeywordThatFormsDoNotKnow()
    {
        var text = (await Runs.Spec).Lines[0];
        Assert.All(
            ["not", "anyOf", "allOf", "patternProperties", "prefixItems", "if", "then", "else", "dependentSchemas", "dependentRequired"],
            keyword => Assert.DoesNotContain($"\"{keyword}\":", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task T12_OrderIsUnique() =>
        Assert.Distinct((await SettingsAsync()).Select(setting => setting.Value.GetProperty("order").GetInt32()));

    [Fact]
    public async Task T13_EverySettingIsInAGroupThatExists()
    {
        var groups = (await ConnectionSpecificationAsync()).GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("id").GetString()).ToList();

        Assert.Distinct(groups);
        Assert.Equal(groups, (await SettingsAsync()).Select(setting => setting.Value.GetProperty("group").GetString()).Distinct());
    }

    [Fact]
    public async Task T14_NoSettingHasADisplayType() =>
        Assert.All(await SettingsAsync(), setting => Assert.False(setting.Value.TryGetProperty("display_type", out _)));

    [Fact]
    public async Task T15_NothingRefersElsewhere() => Assert.DoesNotContain("\"$ref\"", (await Runs.Spec).Lines[0], StringComparison.Ordinal);

    [Fact]
    public async Task T19_TheConfigurationIsOpen() => Assert.True((await ConnectionSpecificationAsync()).GetProperty("additionalProperties").GetBoolean());

    [Fact]
    public async Task T22_CheckIsOneStatusAndNothingElse()
    {
        foreach (var test in AcceptanceConfig.File.Connection.Tests)
        {
            var run = await Runs.CheckAsync(test.ConfigPath);
            Assert.Equal(test.Status == "succeed" ? "SUCCEEDED" : "FAILED", run.ConnectionStatus.GetProperty("status").GetString());
            Assert.Empty(Payloads(run, "TRACE"));
        }
    }

    private static bool IsSecret(JsonElement setting) => setting.TryGetProperty("airbyte_secret", out var secret) && secret.GetBoolean();
}
