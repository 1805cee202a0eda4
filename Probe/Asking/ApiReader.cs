using System.Globalization;
using System.Text.Json;
using Dixa.Connector.Json;
using Dixa.Connector.Streams;
using Dixa.Probe.Observed;
using Dixa.Probe.Rows;
using Dixa.Probe.Wire;

namespace Dixa.Probe.Asking;

/// <summary>Asks the Dixa API for the rows of a stream, and notes what the answer shows.</summary>
public sealed class ApiReader(ProbeHost host, Observations seen)
{
    /// <param name="each">Takes each row; it is valid during the call only.</param>
    /// <param name="isTrial">Whether the connector would not ask like that, so that the status says nothing about the stream.</param>
    public async Task<Page> ReadAsync(
        string stream, string path, RecordSelector selector, CancellationToken cancellationToken, Action<JsonElement>? each = null, bool isTrial = false)
    {
        var definition = StreamRegistry.Find(stream)!;
        var (rows, fingerprint, next, members) = (0, 0UL, (string?)null, Array.Empty<string>());
        var answer = await host.GetAsync(
            path,
            async (body, ct) =>
            {
                using var whole = new MemoryStream();
                await body.CopyToAsync(whole, ct);
                members = Members(whole.ToArray());
                whole.Position = 0;
                (rows, fingerprint) = (0, 0UL);
                next = await new RowReader(definition, seen.CensusOf(definition)).ReadAsync(
                    whole,
                    selector,
                    row =>
                    {
                        rows++;
                        fingerprint = Fingerprint.Of(System.Text.Encoding.UTF8.GetBytes(row.GetRawText()), fingerprint);
                        each?.Invoke(row);
                    },
                    ct);
            },
            cancellationToken);
        if (!isTrial)
        {
            seen.AddResource(stream, answer.Status);
        }

        return new Page(answer, rows, next, members, fingerprint.ToString("x", CultureInfo.InvariantCulture));
    }

    /// <summary>A request whose status and headers are all that matters.</summary>
    public Task<Answer> AskAsync(string path, CancellationToken cancellationToken, Sign? sign = null) =>
        host.GetAsync(path, read: null, cancellationToken, sign);

    private static string[] Members(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        return
        [
            .. root.EnumerateMembers().Where(member => member.Name is not ("data" or "meta")).Select(member => FieldName.Shown(member.Name)),
            .. (root.Member("meta") ?? default).EnumerateMembers().Select(member => $"meta.{FieldName.Shown(member.Name)}"),
        ];
    }
}
