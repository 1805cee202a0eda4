using System.Globalization;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.DixaApi;

/// <summary>What a path names: 400 if it can't be the name of anything.</summary>
public static class PathParameter
{
    public static long Number(ApiCall call, string name) =>
        long.TryParse(Text(call, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw RefusalException.BadPathParameter(name);

    public static Guid Id(ApiCall call, string name) =>
        Guid.TryParseExact(Text(call, name), "D", out var id) ? id : throw RefusalException.BadPathParameter(name);

    private static string? Text(ApiCall call, string name) => call.Http.Request.RouteValues[name] as string;
}
