using System.Net;
using Dixa.Connector.Api;
using Dixa.Connector.Commands;
using Dixa.Connector.Configuration;
using Dixa.Connector.Diagnostics;
using Dixa.Connector.Json;
using Dixa.Connector.Protocol;
using Dixa.Connector.State;

namespace Dixa.Connector.Issues;

/// <summary>Messages are put together from parts, some of which are sentences: none may end in two marks.</summary>
public sealed class SentencesEndOnceTests : IDisposable
{
    private static readonly string[] Values = ["null", "\"\"", "\"x\"", "-1", "1.5", "99999", "\"2099-01-01\"", "\"1999-01-01\"", "\"http://dixa.io\"", "\"https://[::1\"", "[]", "\"\\u0007\""];

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void InNoMessageOfTheConnector()
    {
        string[] messages = [.. OfConfigurations(), .. OfFiles(), .. OfAnswers(), .. OfCommandLines()];

        Assert.InRange(messages.Distinct().Count(), 150, 10_000);
        Assert.All(messages, message => Assert.DoesNotMatch(@"(?<!\.)\.\.(?!\.)|[;:,?!]\s*[.;,]|\.\s*[;,]|  |^\s|\s$", message));
        Assert.All(messages.Except(OfCommandLines()), message => Assert.Matches(@"[.?]$", message));
    }

    private IEnumerable<string> OfConfigurations()
    {
        using var specification = System.Text.Json.JsonDocument.Parse(Specification.Bytes);
        var names = specification.RootElement.GetProperty("connectionSpecification").GetProperty("properties").EnumerateObject().Select(property => property.Name).Append("start_dat").Append("other").ToList();
        foreach (var name in names)
        {
            foreach (var value in Values)
            {
                foreach (var more in new[] { "", ",\"api_token\":\"t\"", ",\"api_token\":\"t\",\"window_days\":0,\"apiToken\":1" })
                {
                    yield return OfConfiguration($"{{\"{name}\":{value}{more}}}");
                }
            }
        }

        yield return OfConfiguration("{}");
        yield return OfConfiguration("[]");
    }

    private string OfConfiguration(string text)
    {
        File.WriteAllText(_path, text);
        try
        {
            var config = ConnectorConfig.Load(_path, new SecretMask());
            return string.Join(' ', config.Warnings.Append(SyncPeriod.Of(config, DateTimeOffset.UnixEpoch.AddYears(56)).Warning(config) ?? "Right."));
        }
        catch (ConnectorException exception)
        {
            return exception.Message;
        }
    }

    private IEnumerable<string> OfFiles()
    {
        foreach (var text in new[] { "", "{", "\"\\ud800\"", "{} {}", new string('[', 2000), "17", "{\"streams\":[{}]}", "{\"streams\":[{\"name\":\"a\"}]}", "{\"type\":\"LOG\"}", "[{\"type\":\"GLOBAL\"}]", "[{\"type\":\"STREAM\"}]", "[{\"a\":1}]", "[1]", "{\"type\":\"LOG\"}\n{\"" })
        {
            File.WriteAllText(_path, text);
            foreach (var message in OfFile(_path))
            {
                yield return message;
            }
        }

        foreach (var path in new[] { "/nowhere/file", Path.GetTempPath(), "{\"api_token\":\"t\"}", new string('x', 5000) })
        {
            foreach (var message in OfFile(path))
            {
                yield return message;
            }
        }
    }

    private static IEnumerable<string> OfFile(string path)
    {
        foreach (var load in new Func<IEnumerable<string>>[]
        {
            () => ConfiguredCatalog.Load(path).Streams.Select(_ => "Right."),
            () => InputState.Load([path], "--state").Warnings,
            () => JsonInput.Read(path, "--config").ValueKind is var _ ? ["Right."] : [],
        })
        {
            IEnumerable<string> messages;
            try
            {
                messages = load().ToList();
            }
            catch (ConnectorException exception)
            {
                messages = [exception.Message];
            }

            foreach (var message in messages)
            {
                yield return message;
            }
        }
    }

    private static IEnumerable<string> OfAnswers()
    {
        foreach (var advice in new[] { HostProfile.Dixa(10).AdviceOnSize, HostProfile.Exports(10).AdviceOnSize })
        {
            for (var status = 100; status < 600; status++)
            {
                yield return ErrorTable.FromStatus((HttpStatusCode)status, "Dixa API (dev.dixa.io)", advice, "tags", "", null).Message;
            }

            yield return ErrorTable.FromTimeout(TimeSpan.FromSeconds(30), "Dixa API (dev.dixa.io)", advice, "tags").Message;
        }

        foreach (var proxy in new[] { null, "proxy:3128" })
        {
            yield return ErrorTable.FromTransport(new IOException("broken"), "Dixa API (dev.dixa.io)", proxy, "tags").Message;
            foreach (var error in Enum.GetValues<HttpRequestError>())
            {
                yield return ErrorTable.FromTransport(new HttpRequestException(error), "Dixa API (dev.dixa.io)", proxy, "tags").Message;
            }
        }

        yield return ErrorTable.FromBody(new IOException("broken"), "Dixa API (dev.dixa.io)", "tags").Message;
    }

    private static IEnumerable<string> OfCommandLines()
    {
        foreach (var line in new[] { "", "chek", "nonsense", "check", "read --config a", "check --cofig a", "check --nonsense", "check --config", "state", "spec spec", "read --configured", "discover --configured --streams=" })
        {
            CommandLine.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), out var error);
            yield return error!;
        }
    }
}
