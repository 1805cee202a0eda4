using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dixa.Simulator.Recording;

/// <summary>What a recording says about itself; nothing in it is anybody's.</summary>
/// <param name="Format">Always `dixa-recording`.</param>
/// <param name="Version">Of the layout.</param>
/// <param name="RecordedOn">The day, UTC.</param>
/// <param name="DixaApi">`dixa` for Dixa's own host, `another` for any other.</param>
/// <param name="ExportsApi">The same of the Exports API.</param>
/// <param name="HasEnded">Whether the recorder was ended in order, rather than killed.</param>
/// <param name="Counts">Only if it has.</param>
public sealed record RecordingManifest(
    string Format, int Version, string RecordedOn, string DixaApi, string ExportsApi, bool HasEnded, RecordingCounts? Counts)
{
    public static JsonSerializerOptions Readable { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}

/// <summary>What was passed on and what was recorded of it.</summary>
/// <param name="Requests">Passed on.</param>
/// <param name="Answers">Recorded whole, pages among them.</param>
/// <param name="Rows">Recorded of exports and of the activity log; a row that was read twice counts twice.</param>
/// <param name="Unrecorded">Answers that weren't recorded, or not to their end: refused for the rate, redirected, broken, too large, or no JSON.</param>
public sealed record RecordingCounts(long Requests, long Answers, long Rows, long Unrecorded);
