using System.Text;
using System.Text.Json;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Faults.Properties;

/// <summary>Draws faults: of every kind, at any request.</summary>
/// <param name="now">About when they strike.</param>
/// <param name="streams">The streams of the case, without those that pass on the list that others ask by.</param>
public sealed class FaultGenerator(Random random, string token, DateTimeOffset now, IReadOnlyCollection<string> streams)
{
    private static readonly string[] Paths =
    [
        "/v1/", "/v1/", "/v1/conversation_export", "/v1/conversation_export", "/v1/message_export", "/v1/message_export",
        "/v1/conversations/activitylog", "/v1/conversations/", "/v1/conversations/*/messages", "/v1/conversations/*/notes",
        "/v1/endusers", "/v1/endusers/", "/v1/agents", "/v1/teams", "/v1/queues", "/v1/queues/*/members", "/v1/tags", "/v1/templates",
        "/v1/business-hours/schedules", "/v1/knowledge/collections", "/v1/knowledge/articles/*/translations", "/v1/knowledge/articles",
        "/v1/webhooks", "/v1/analytics/", "/v1/organization", "/v1/contact-endpoints", "/v1/conversations/flows", "/v1/custom-attributes",
    ];

    /// <summary>Answers that are no lists of anything, whatever was asked for.</summary>
    private static readonly string[] NoData =
    [
        "<!DOCTYPE html><html><body><h1>Maintenance</h1></body></html>", "null", "", " ", "{}", "\"data\"", "0", "{\"message\":\"Internal error\"}",
        "{\"data\":null}", "[", "{\"data\":[", "[1,2,3]", "{\"data\":[1]}", "\0\0\0\0", "[{\"id\":1}] trailing",
    ];

    private static readonly string[] ShortWaits = ["0", "1", "3", "20", "-5", "soon", "1.5", "", "Thu, 01 Jan 1970 00:00:00 GMT"];

    private static readonly string[] AbsurdWaits = ["9999999", "3600", "2147483647", "Fri, 31 Dec 9999 23:59:59 GMT"];

    private static readonly string[] Elsewhere = ["https://dixa.invalid", "https://-dixa.invalid", "http://127.0.0.1:1", "ftp://dixa.invalid", "//dixa.invalid"];

    public DrawnFault Draw()
    {
        if (random.Next(3) == 0 && new ShapeGenerator(random, streams).Draw() is { } shape)
        {
            return shape;
        }

        var drawn = DrawKind();
        var path = random.Next(2) == 0 ? "/v1/" : Paths[random.Next(Paths.Length)];
        var times = drawn.IsFatal || random.Next(4) > 0 ? 1 : 2;
        return drawn with { Fault = drawn.Fault with { Path = drawn.Fault.Path ?? path, Skip = random.Next(random.Next(2) == 0 ? 3 : 25), Times = times } };
    }

    /// <summary>Something that goes on for as long as the process lives.</summary>
    public DrawnFault DrawOutage()
    {
        var (fault, text) = random.Next(5) switch
        {
            0 => ((Fault)new StatusFault(503) { Body = Echo() }, "503"),
            1 => (new StatusFault(500) { Body = Echo() }, "500"),
            2 => (new ResetFault(), "reset"),
            3 => (new ReplaceBodyFault(NoData[0]) { ContentType = "text/html" }, "200 with HTML"),
            _ => (new CutFault(random.Next(1, 3000)), "a cut body"),
        };
        return new DrawnFault(fault with { Path = Paths[random.Next(2, Paths.Length)], Skip = random.Next(4), Times = -1 }, text, IsFatal: true);
    }

    private DrawnFault DrawKind() => random.Next(18) switch
    {
        0 => Status(408),
        1 or 2 => Limited(),
        3 => Status(500),
        4 => Status(502),
        5 => Status(503),
        6 => Status(504),
        7 => new DrawnFault(new ResetFault(), "a reset before the answer", IsFatal: false),
        8 => Inside(bytes => new ResetFault { AfterBytes = bytes }, "a reset inside the body"),
        9 => Inside(bytes => new CutFault(bytes), "a cut body"),
        10 => Inside(bytes => new CutFault(bytes) { HidesIt = true }, "a body cut in secret"),
        11 => Inside(bytes => new StallFault(bytes - 1), "a stall"),
        12 => Drip(),
        13 or 14 => Replaced(),
        15 => Inside(bytes => new BrokenGzipFault(bytes), "broken gzip"),
        16 => new DrawnFault(new RedirectFault($"https://dixa.invalid/?{Uri.EscapeDataString(token)}"), "a redirect", IsFatal: false),
        _ => Astray(),
    };

    private DrawnFault Status(int code)
    {
        var wait = random.Next(3) == 0 ? ShortWaits[random.Next(ShortWaits.Length)] : null;
        return new DrawnFault(new StatusFault(code) { Body = Echo(), Headers = Waiting(wait) }, wait is null ? $"{code}" : $"{code} with Retry-After: {wait}", IsFatal: false);
    }

    private DrawnFault Limited()
    {
        var isAbsurd = random.Next(6) == 0;
        var wait = isAbsurd ? AbsurdWaits[random.Next(AbsurdWaits.Length)]
            : random.Next(3) == 0 ? null
            : random.Next(4) == 0 ? now.AddSeconds(random.Next(60)).ToString("R")
            : ShortWaits[random.Next(ShortWaits.Length)];
        return new DrawnFault(new StatusFault(429) { Body = Echo(), Headers = Waiting(wait) }, wait is null ? "429" : $"429 with Retry-After: {wait}", isAbsurd);
    }

    private DrawnFault Inside(Func<long, Fault> fault, string text)
    {
        var bytes = random.Next(3) switch { 0 => random.Next(1, 30), 1 => random.Next(1, 3_000), _ => random.Next(1, 100_000) };
        return new DrawnFault(fault(bytes), $"{text} after {bytes} bytes", IsFatal: false);
    }

    private DrawnFault Drip() => random.Next(2) == 0
        ? new DrawnFault(new DripFault(random.Next(2_000, 20_000), 500), "a slow body", IsFatal: false)
        : new DrawnFault(new DelayFault(random.Next(100, 20_000)), "a late answer", IsFatal: false);

    private DrawnFault Replaced()
    {
        var body = NoData[random.Next(NoData.Length)];
        return new DrawnFault(
            new ReplaceBodyFault(body) { ContentType = random.Next(2) == 0 ? "text/html" : "application/json" }, $"200 with {JsonSerializer.Serialize(body)}", IsFatal: false);
    }

    private DrawnFault Astray() => random.Next(2) == 0
        ? new DrawnFault(new RepeatPageKeyFault { Path = Listed() }, "a page that leads to itself", IsFatal: true)
        : new DrawnFault(new ForeignNextFault { Origin = Elsewhere[random.Next(Elsewhere.Length)], Path = Listed() }, "a next page elsewhere", IsFatal: true);

    private string Listed()
    {
        string[] paths = ["/v1/endusers", "/v1/agents", "/v1/templates", "/v1/analytics/", "/v1/knowledge/collections", "/v1/conversations/activitylog"];
        return paths[random.Next(paths.Length)];
    }

    /// <summary>An error that repeats what it was sent, as some proxies do.</summary>
    private string Echo() => random.Next(3) switch
    {
        0 => $"bad gateway; Authorization: Bearer {token}; basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("bearer:" + token))}",
        1 => JsonSerializer.Serialize(new { authorization = token, url = "https://dixa.invalid/?token=" + Uri.EscapeDataString(token), base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(token)) }),
        _ => """{"message":"There was an internal server error"}""",
    };

    private static Dictionary<string, string> Waiting(string? wait) => wait is null ? [] : new() { ["Retry-After"] = wait };
}
