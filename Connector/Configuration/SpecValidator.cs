using System.Text.Json;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;
using Dixa.Shared;

namespace Dixa.Connector.Configuration;

/// <summary>Validates a configuration against the specification. It lists every problem with its path and what would be right.</summary>
/// <remarks>
/// It supports the keywords that <c>spec.json</c> uses: type, required, properties, minLength, pattern, minimum, maximum.
/// An explicit null counts as absent, unknown keys are ignored, and a secret's value is never repeated.
/// </remarks>
public static class SpecValidator
{
    public static IReadOnlyList<string> Validate(JsonElement config, JsonElement schema)
    {
        if (config.ValueKind != JsonValueKind.Object)
        {
            return ["the configuration must be a JSON object, such as {\"api_token\": \"…\"}"];
        }

        var problems = new List<string>();
        foreach (var required in schema.GetProperty("required").EnumerateArray())
        {
            var name = required.GetString()!;
            if (config.Member(name) is null)
            {
                problems.Add($"{name} is missing: {Describe(schema, name).TrimEnd('.')}");
            }
        }

        foreach (var property in schema.GetProperty("properties").EnumerateObject())
        {
            // A form may send an empty text for a field that was left empty.
            if (config.Member(property.Name) is { } value && !IsEmptyOption(value, property.Name) && Problem(value, property.Value) is { } problem)
            {
                // A password is not repeated either. If it were shortened here, the mask would not recognise the rest.
                var isSecret = (property.Value.TryGetProperty("airbyte_secret", out var secret) && secret.GetBoolean()) || UrlPassword.Of(value.ToString()) is not null;
                problems.Add($"{property.Name} {problem}{(isSecret ? "" : $", not {Shorten(value.GetRawText())}")}");
            }
        }

        return problems;
    }

    /// <summary>A warning for each key that is no setting.</summary>
    public static IReadOnlyList<string> Unknown(JsonElement config, JsonElement schema)
    {
        var given = config.EnumerateMembers().Where(member => member.Value.ValueKind != JsonValueKind.Null).Select(member => member.Name);
        return [.. UnknownSettings.Warnings(given, [.. schema.GetProperty("properties").EnumerateObject().Select(property => property.Name)])];
    }

    private static bool IsEmptyOption(JsonElement value, string name) =>
        name != "api_token" && value.ValueKind == JsonValueKind.String && value.ValueEquals("");

    private static string? Problem(JsonElement value, JsonElement schema) => schema.GetProperty("type").GetString() switch
    {
        "string" => StringProblem(value, schema),
        "integer" => IntegerProblem(value, schema),
        var type => throw new NotSupportedException($"spec.json uses the type {type}, which the validator does not know"),
    };

    private static string? StringProblem(JsonElement value, JsonElement schema)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return "must be a string";
        }

        var text = value.GetString()!;
        if (schema.TryGetProperty("minLength", out var least) && text.Trim().Length < least.GetInt32())
        {
            return "must not be empty";
        }

        if (schema.TryGetProperty("pattern", out var pattern) && !SpecPatterns.Matches(text, pattern.GetString()!))
        {
            return schema.TryGetProperty("pattern_descriptor", out var descriptor)
                ? $"must look like {descriptor.GetString()}"
                : $"must match {pattern.GetString()}";
        }

        return null;
    }

    private static string? IntegerProblem(JsonElement value, JsonElement schema)
    {
        var least = schema.TryGetProperty("minimum", out var minimum) ? minimum.GetInt64() : long.MinValue;
        var most = schema.TryGetProperty("maximum", out var maximum) ? maximum.GetInt64() : long.MaxValue;
        return value.Whole() is { } number && number >= least && number <= most
            ? null
            : $"must be a whole number from {least} to {most}";
    }

    private static string Describe(JsonElement schema, string name) =>
        schema.GetProperty("properties").GetProperty(name).GetProperty("description").GetString()!;

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
