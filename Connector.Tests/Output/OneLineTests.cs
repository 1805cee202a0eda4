using System.Text;
using System.Text.Json;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Harness;
using Dixa.Connector.Json;
using Dixa.Connector.Protocol;
using Dixa.Connector.State;

namespace Dixa.Connector.Output;

/// <summary>Whatever stands in a message, it is one line to every reader, and says the same.</summary>
public sealed class OneLineTests
{
    private const string Breaks = "a\r\n\v\f\u001c\u001d\u001e\u0085\u2028\u2029b";

    private static readonly StreamDescriptor Stream = new(Breaks, Breaks);

    public static TheoryData<string> Messages => [.. Kinds.Keys];

    private static Dictionary<string, Message> Kinds { get; } = new()
    {
        ["log"] = Message.Log("INFO", Breaks, Breaks),
        ["spec"] = Message.Spec(Encoding.UTF8.GetBytes(Document)),
        ["connection status"] = Message.ConnectionStatus(succeeded: false, Breaks),
        ["catalog"] = Message.Catalog(json => json.WriteStringValue(Breaks)),
        ["error"] = Message.Error(new ConnectorException(FailureKind.System, Breaks, Breaks), [Stream], DateTimeOffset.UnixEpoch, isDebug: true),
        ["status"] = Message.Status(Stream, StreamStatus.Running, DateTimeOffset.UnixEpoch),
        ["state"] = Message.State(Stream, Encoding.UTF8.GetBytes(Document), 1),
    };

    /// <summary>As an API or a file may have it: JSON over several lines, with raw separators in names and values.</summary>
    private static string Document => "{\r\n\"a\u0085\u2028\u2029b\":\n\"a\\r\\n\\u000b\\f\\u001c\\u001d\\u001e\u0085\u2028\u2029b\"}";

    [Theory]
    [MemberData(nameof(Messages))]
    public void AMessageIsOneLine(string kind)
    {
        using var chunk = new OutputChunk(16);
        Kinds[kind].WriteTo(chunk, new SecretMask());

        AssertOneLine(chunk);
    }

    [Fact]
    public async Task ARecordIsOneLineWithItsStreamsNameAndItsChanges()
    {
        using var stdout = new MemoryStream();
        await using (var writer = new MessageWriter(stdout, new SecretMask()))
        {
            using var output = new StreamOutput(Stream, new HashSet<string>(), writer, new SecretMask(), TimeProvider.System);
            var record = new JsonRecord { Json = "{\"id\":1}"u8, Changes = [FieldChange.OfBrokenText(Breaks)] };
            output.AppendRecord(record, Encoding.UTF8.GetBytes(Streams.ChildStream.Member("teamId", Breaks)));
            await output.WriteStateAsync(new ParentCheckpoint(Breaks), TestContext.Current.CancellationToken);
        }

        var lines = Encoding.UTF8.GetString(stdout.ToArray()).Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.All(lines[..2], AssertOneLine);
    }

    private static void AssertOneLine(OutputChunk chunk)
    {
        var text = Encoding.UTF8.GetString(chunk.Written.Span);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        AssertOneLine(text[..^1]);
    }

    private static void AssertOneLine(string line)
    {
        Assert.True(LineReaders.IsOneLine(line));
        using var document = JsonDocument.Parse(line);
        Assert.Contains(Values(document.RootElement), value => value == Breaks);
    }

    private static IEnumerable<string?> Values(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Values(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Values),
        JsonValueKind.String => [element.GetString()],
        _ => [],
    };
}
