using System.Globalization;
using System.Text.Json.Nodes;

namespace Dixa.Warehouse.Configuration;

/// <summary>Settings that come from the environment, where containers have theirs: each from a variable, or from the file that the variable with <c>_FILE</c> names.</summary>
public sealed class EnvironmentSettings(IReadOnlyDictionary<string, string> variables)
{
    /// <summary>The settings of the source that can come from the environment, by their variables.</summary>
    private static readonly Dictionary<string, string> SourceSettings = new[]
    {
        "api_token", "start_date", "end_date", "window_days", "lookback_minutes", "exports_requests_per_minute", "api_requests_per_second", "dixa_api_url", "exports_api_url",
    }.ToDictionary(name => name.StartsWith("dixa_", StringComparison.Ordinal) ? name.ToUpperInvariant() : $"DIXA_{name.ToUpperInvariant()}");

    public static EnvironmentSettings OfProcess()
    {
        var variables = new Dictionary<string, string>();
        foreach (System.Collections.DictionaryEntry each in Environment.GetEnvironmentVariables())
        {
            variables[(string)each.Key] = (string?)each.Value ?? "";
        }

        return new EnvironmentSettings(variables);
    }

    /// <summary>The value of a variable, or of the file that it names; null if neither is set.</summary>
    public string? Value(string name)
    {
        if (variables.GetValueOrDefault(name) is { Length: > 0 } value)
        {
            return value;
        }

        if (variables.GetValueOrDefault($"{name}_FILE") is not { Length: > 0 } path)
        {
            return null;
        }

        try
        {
            return File.ReadAllText(path).Trim() is { Length: > 0 } text ? text : throw WarehouseException.Configuration($"The file {path} of {name}_FILE is empty.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw WarehouseException.Configuration($"The file of {name}_FILE can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>The value of a variable itself, whatever file is named; null if it is not set.</summary>
    public string? Variable(string name) => variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The file that a variable's value comes from; null if none is named.</summary>
    public string? FileOf(string name) => variables.GetValueOrDefault($"{name}_FILE") is { Length: > 0 } path ? path : null;

    /// <summary>Adds what the environment says of the source to its settings.</summary>
    public void AddTo(JsonObject source)
    {
        foreach (var (variable, name) in SourceSettings)
        {
            if (Value(variable) is { } value)
            {
                source[name] = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && name != "api_token" ? number : value;
            }
        }
    }
}
