using System.Text.Json;

namespace Dixa.Connector.Harness;

/// <summary>A line of stdout, held against the protocol: a line that is no valid message fails the test that read it.</summary>
public static class AirbyteMessage
{
    public static JsonElement Parse(string line)
    {
        Assert.True(LineReaders.IsOneLine(line), $"some readers take it for several lines: {Shorten(line)}");
        JsonElement message;
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 1100 });
            message = document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"not JSON: {Shorten(line)}", exception);
        }

        var problems = ProtocolSchema.Validate(message);
        return problems.Count == 0
            ? message
            : throw new InvalidDataException($"not a valid message, {string.Join("; ", problems)}: {Shorten(line)}");
    }

    private static string Shorten(string line) => line.Length < 500 ? line : line[..500] + "…";
}
