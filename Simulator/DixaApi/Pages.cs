using System.Globalization;
using System.Text;
using System.Text.Json;
using Dixa.Simulator.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Dixa.Simulator.DixaApi;

/// <summary>A place in a list: the query that it was opened with, how many rows come before and how many belong to the page.</summary>
public sealed record PageKey(IQueryCollection Query, long Offset, int Limit)
{
    public const string KeyParameter = "pageKey";
    private const string LimitParameter = "pageLimit";
    private const string OffsetParameter = "offset";

    /// <summary>The place that a request asks for; its own parameters go before those inside its key.</summary>
    public static PageKey Read(IQueryCollection query, int defaultLimit, int maxLimit)
    {
        var parameters = query.ToDictionary(StringComparer.Ordinal);
        var offset = 0L;
        if (parameters.Remove(KeyParameter, out var key))
        {
            var opened = Decode(key.ToString());
            if (!opened.Remove(OffsetParameter, out var text) || !TryParse(text, long.MaxValue, out offset))
            {
                throw RefusalException.BadParameter(KeyParameter);
            }

            foreach (var (name, value) in opened)
            {
                parameters.TryAdd(name, value);
            }
        }

        var limit = (long)defaultLimit;
        if (parameters.Remove(LimitParameter, out var asked) && (!TryParse(asked, maxLimit, out limit) || limit == 0))
        {
            throw RefusalException.BadParameter(LimitParameter);
        }

        return new PageKey(new QueryCollection(parameters), offset, (int)limit);
    }

    /// <summary>The relative link to this page, its key percent-encoded.</summary>
    public string Link(string path) => $"{path}?{KeyParameter}={Uri.EscapeDataString(Encode())}";

    /// <summary>The key in a link.</summary>
    public static string In(string link) => Uri.UnescapeDataString(link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    private string Encode()
    {
        var query = QueryString.Create(Query)
            .Add(LimitParameter, Limit.ToString(CultureInfo.InvariantCulture))
            .Add(OffsetParameter, Offset.ToString(CultureInfo.InvariantCulture));
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(query.ToString()[1..]));
    }

    private static Dictionary<string, StringValues> Decode(string key)
    {
        var bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out var length)
            ? QueryHelpers.ParseQuery(Encoding.UTF8.GetString(bytes, 0, length))
            : throw RefusalException.BadParameter(KeyParameter);
    }

    private static bool TryParse(StringValues text, long most, out long number) =>
        long.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;
}

/// <summary>Where a page stands in its list; a link is relative, and null at either end.</summary>
public sealed record PageLinks(string Path, PageKey Self, string? Next, string? Previous)
{
    /// <summary>Whether the next page's key stands at the top, and there is no `meta`.</summary>
    public bool KeysOnTop { get; init; }

    /// <summary>Whether the page is shown without its rows.</summary>
    public bool HidesRows { get; init; }

    public static PageLinks Of(string path, PageKey self, int rows) => new(
        path,
        self,
        self.Offset + self.Limit < rows ? (self with { Offset = self.Offset + self.Limit }).Link(path) : null,
        self.Offset > 0 ? (self with { Offset = Math.Max(0, self.Offset - self.Limit) }).Link(path) : null);

    public void Write(Utf8JsonWriter json)
    {
        if (Next is null && Previous is null)
        {
            return;
        }

        if (KeysOnTop)
        {
            if (Next is not null)
            {
                json.WriteString("pageKey"u8, PageKey.In(Next));
            }

            return;
        }

        json.WriteStartObject("meta"u8);
        if (Next is not null)
        {
            json.WriteString("next"u8, Next);
        }

        if (Previous is not null)
        {
            json.WriteString("previous"u8, Previous);
        }

        json.WriteEndObject();
    }
}
