using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dixa.Shared;

namespace Dixa.Warehouse.Configuration;

/// <summary>Settings that come from the environment, where containers have theirs: each from a variable, or from the file that the variable with <c>_FILE</c> names.</summary>
public sealed partial class EnvironmentSettings(IReadOnlyDictionary<string, string> variables)
{
    private const string Prefix = "DIXA_";

    private const string OfFile = "_FILE";

    /// <summary>The settings of the source that can come from the environment, by their variables.</summary>
    private static readonly Dictionary<string, string> SourceSettings = new[]
    {
        "api_token", "start_date", "end_date", "window_days", "lookback_minutes", "exports_requests_per_minute", "api_requests_per_second", "dixa_api_url", "exports_api_url",
    }.ToDictionary(VariableOf);

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

        if (variables.GetValueOrDefault($"{name}{OfFile}") is not { Length: > 0 } path)
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
    public string? FileOf(string name) => variables.GetValueOrDefault($"{name}{OfFile}") is { Length: > 0 } path ? path : null;

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

    /// <summary>A warning for each variable that looks like a setting and is none.</summary>
    /// <param name="settings">The names of the file's settings that have variables; those of the source are known.</param>
    /// <remarks>Kubernetes sets variables for each service of a namespace, so a service <c>dixa-page</c> sets <c>DIXA_PAGE_PORT</c>. Nobody wrote those.</remarks>
    public IEnumerable<string> Unknown(IEnumerable<string> settings)
    {
        var known = settings.Select(VariableOf).Concat(SourceSettings.Keys).SelectMany(name => name.EndsWith(OfFile, StringComparison.Ordinal) ? new[] { name } : [name, name + OfFile]).Append(SimulatedTime.Variable).ToList();
        return variables
            .Where(each => each.Key.StartsWith(Prefix, StringComparison.Ordinal) && each.Value.Length > 0 && !known.Contains(each.Key) && !ServiceLink().IsMatch(each.Key))
            .Select(each => $"There is no setting for the variable {each.Key}, so it is ignored. {Nearest.Question(each.Key, known)}".TrimEnd())
            .Order(StringComparer.Ordinal);
    }

    private static string VariableOf(string setting) => setting.ToUpperInvariant() is var name && name.StartsWith(Prefix, StringComparison.Ordinal) ? name : Prefix + name;

    [GeneratedRegex(@"_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(ADDR|PORT|PROTO))?)?)$")]
    private static partial Regex ServiceLink();
}
