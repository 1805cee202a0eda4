using System.Text.Json;

namespace Dixa.Demo;

/// <summary>What a command said, but for records and states.</summary>
public sealed class Transcript
{
    private readonly Dictionary<string, JsonElement> _answers = [];
    private readonly List<string> _errors = [];

    public int Messages { get; private set; }

    /// <summary>The sentences of its ERROR traces.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The payload of the message that the command is run for.</summary>
    /// <exception cref="DemoException">There was none.</exception>
    public JsonElement Answer(string type) => _answers.TryGetValue(type, out var answer) ? answer
        : throw new DemoException($"The connector wrote no {type} message.");

    public void Observe(JsonElement message)
    {
        Messages++;
        switch (message.GetProperty("type").GetString())
        {
            case "SPEC":
                _answers["SPEC"] = message.GetProperty("spec").Clone();
                break;
            case "CONNECTION_STATUS":
                _answers["CONNECTION_STATUS"] = message.GetProperty("connectionStatus").Clone();
                break;
            case "CATALOG":
                _answers["CATALOG"] = message.GetProperty("catalog").Clone();
                break;
            case "TRACE" when message.GetProperty("trace").TryGetProperty("error", out var error):
                _errors.Add(error.GetProperty("message").GetString()!);
                break;
            default:
                break;
        }
    }
}
