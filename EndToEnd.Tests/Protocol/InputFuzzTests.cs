using System.Globalization;
using System.Text;
using System.Text.Json;
using Dixa.Connector.Harness;
using Dixa.Simulator;

namespace Dixa.Connector.Protocol;

/// <summary>
/// Files that platforms should never hand over: a sync that is right, or an error that says which file is wrong. Never a hang,
/// a crash or a problem of ours.
/// </summary>
public sealed class InputFuzzTests
{
    private static readonly int Cases = Effort.Cases(whole: 25, quick: 8);

    /// <summary>JSON at its limits, in the place of a whole file; <c>$</c> stands for the valid one.</summary>
    public static TheoryData<string, string> Extremes => new()
    {
        { "nothing", "" },
        { "a NUL", "\0" },
        { "a NUL behind", "$\0" },
        { "nested too deep", new string('[', 100_000) },
        { "nested too deep in a member", $$"""{"a":{{new string('[', 5000)}}{{new string(']', 5000)}}}""" },
        { "a number of 400 digits", new string('7', 400) },
        { "a long text", $"\"{new string('x', 10_000_000)}\"" },
        { "two values", "$ $" },
        { "half a surrogate", "\"\\ud800\"" },
        { "half a surrogate as a name", """{"\ud800":{"\ud800":"\ud800"}}""" },
        { "an array of everything", """[null,true,1,"a",[],{}]""" },
    };

    [Theory]
    [MemberData(nameof(Extremes))]
    public async Task AnExtremeConfigurationIsToldApart(string name, string text)
    {
        using var source = new SourceDixa();
        var config = text.Replace("$", """{"api_token":"test-token"}""", StringComparison.Ordinal);
        AssertTold(await source.DiscoverAsync(config), isJson: IsJson(config), name);
    }

    [Theory]
    [MemberData(nameof(Extremes))]
    public async Task AnExtremeCatalogIsToldApart(string name, string text)
    {
        await using var bench = await StartAsync();
        var catalog = text.Replace("$", SourceDixa.Catalog(ConfiguredModes.FullRefresh, "teams"), StringComparison.Ordinal);
        AssertTold(await bench.Source.ReadAsync(bench.Config(), catalog), isJson: IsJson(catalog), name);
    }

    [Theory]
    [MemberData(nameof(Extremes))]
    public async Task AnExtremeStateIsToldApart(string name, string text)
    {
        await using var bench = await StartAsync();
        var state = text.Replace("$", "[]", StringComparison.Ordinal);
        AssertTold(await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, "conversations"), state), isJson: AreValues(Encoding.UTF8.GetBytes(state)), name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ADamagedConfigurationIsToldApart(int seed)
    {
        using var source = new SourceDixa();
        const string Valid = """{"api_token":"test-token","start_date":"2025-01-01","end_date":"2025-02-01T00:00:00+01:00","window_days":31,"batch_size":7,"lookback_minutes":60,"exports_requests_per_minute":10,"api_requests_per_second":10,"dixa_api_url":"http://127.0.0.1:1","exports_api_url":"https://exports.dixa.io"}""";
        foreach (var (bytes, name) in Damaged(Valid, seed))
        {
            AssertTold(await source.RunAsync("discover", "--config", source.File("config.json", bytes)), IsJson(bytes), name);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ADamagedCatalogIsToldApart(int seed)
    {
        await using var bench = await StartAsync();
        const string Valid = """{"streams":[{"stream":{"name":"teams","namespace":null,"json_schema":{"properties":{"id":{},"name":{"type":"string"}}}},"sync_mode":"full_refresh","destination_sync_mode":"append","primary_key":[["id"]]},{"stream":{"name":"conversations","json_schema":{}},"sync_mode":"incremental","cursor_field":["updated_at"]}]}""";
        foreach (var (bytes, name) in Damaged(Valid, seed))
        {
            AssertTold(
                await bench.Source.RunAsync(
                    "read", "--config", bench.Source.File("config.json", bench.Config()), "--catalog", bench.Source.File("catalog.json", bytes)),
                IsJson(bytes),
                name);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ADamagedStateIsToldApart(int seed)
    {
        await using var bench = await StartAsync();
        var cursor = bench.Now.AddDays(-3);
        var valid = """
            [{"type":"STREAM","stream":{"stream_descriptor":{"name":"conversations"},"stream_state":{"updated_at":$}}},
            {"type":"STREAM","stream":{"stream_descriptor":{"name":"activity_logs"},"stream_state":{"activityTimestamp":"€"}}},
            {"type":"STREAM","stream":{"stream_descriptor":{"name":"conversation_details"},"stream_state":{"conversation_updated_at":$,"synced_to":$,"in_window":{"end":$,"last_conversation":7,"read_at":$}}}},
            {"type":"STREAM","stream":{"stream_descriptor":{"name":"enduser_details"},"stream_state":{"conversation_updated_at":$,"in_sync":{"end":$,"last_user":"5d2f6a58-0c1e-4b7a-9a57-000000000001","read_at":$}}}},
            {"type":"STREAM","stream":{"stream_descriptor":{"name":"team_members"},"stream_state":{"last_parent":"a"}}},
            {"type":"STREAM","stream":{"stream_descriptor":{"name":"endusers"},"stream_state":{"next_page":"/v1/endusers?pageKey=MTA="}}}]
            """
            .Replace("$", cursor.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("€", cursor.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        string[] incremental = ["conversations", "activity_logs", "conversation_details", "enduser_details"];
        var catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, incremental)[..^2]
            + "," + SourceDixa.Catalog(ConfiguredModes.FullRefresh, "team_members", "endusers")["{\"streams\":[".Length..];
        foreach (var (bytes, name) in Damaged(valid, seed))
        {
            AssertTold(
                await bench.Source.RunAsync(
                    "read",
                    "--config",
                    bench.Source.File("config.json", bench.Config()),
                    "--catalog",
                    bench.Source.File("catalog.json", catalog),
                    "--state",
                    bench.Source.File("state.json", bytes)),
                AreValues(bytes),
                name);
        }
    }

    private static Task<Bench> StartAsync() => Bench.StartAsync(new SimulatorOptions { Conversations = 5, EndUsers = 5, Months = 1 });

    private static IEnumerable<(byte[] Bytes, string Name)> Damaged(string valid, int seed)
    {
        var json = new RandomJson(new Random(seed));
        for (var number = 0; number < Cases; number++)
        {
            var bytes = json.Damage(Encoding.UTF8.GetBytes(valid));
            yield return (bytes, $"seed {seed}, case {number}: {Encoding.Latin1.GetString(bytes)}");
        }
    }

    /// <summary>Whether a state file can be taken: values one after the other, or all but a last line that was cut off.</summary>
    private static bool AreValues(byte[] bytes)
    {
        var lastLine = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        return Parses(bytes) || (lastLine > 0 && Parses(bytes.AsSpan(0, lastLine)));

        static bool Parses(ReadOnlySpan<byte> json)
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = int.MaxValue });
            try
            {
                while (reader.Read())
                {
                    // To the end.
                }

                return true;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }

    private static bool IsJson(string text) => IsJson(Encoding.UTF8.GetBytes(text));

    private static bool IsJson(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Every line is a valid message, which the parsing of the run has held; what is wrong is the user's to mend.</summary>
    private static void AssertTold(Run run, bool isJson, string name)
    {
        var shown = $"{(name.Length < 3000 ? name : name[..3000])}\n{run}";
        Assert.True(run.ExitCode is 0 or 1, shown);
        Assert.True(run.Stderr.Length == 0, shown);
        Assert.True(run.ExitCode == 0 == !run.Errors.Any(), shown);
        Assert.True(run.Errors.All(error => error.GetProperty("failure_type").GetString() == "config_error"), shown);
        Assert.True(isJson || run.ExitCode == 1, shown);
    }
}
