using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Dixa.Simulator.Http;

namespace Dixa.Simulator.Faults;

/// <summary>Something that goes wrong with requests that were let in; each kind stands around the true answer as it needs.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StatusFault), "status")]
[JsonDerivedType(typeof(ResetFault), "reset")]
[JsonDerivedType(typeof(CutFault), "cut")]
[JsonDerivedType(typeof(StallFault), "stall")]
[JsonDerivedType(typeof(DripFault), "drip")]
[JsonDerivedType(typeof(DelayFault), "delay")]
[JsonDerivedType(typeof(BrokenGzipFault), "brokenGzip")]
[JsonDerivedType(typeof(ReplaceBodyFault), "replaceBody")]
[JsonDerivedType(typeof(MemberFault), "member")]
[JsonDerivedType(typeof(SwellFault), "swell")]
[JsonDerivedType(typeof(RedirectFault), "redirect")]
[JsonDerivedType(typeof(RepeatPageKeyFault), "repeatPageKey")]
[JsonDerivedType(typeof(ForeignNextFault), "foreignNext")]
[JsonDerivedType(typeof(FreshKeysFault), "freshKeys")]
public abstract record Fault
{
    /// <summary>The prefix of the paths it strikes, with `*` for any one segment; null for any path.</summary>
    public string? Path { get; init; }

    /// <summary>Whether <see cref="Path"/> is all of a path, so that nothing below it is struck.</summary>
    public bool WholePath { get; init; }

    /// <summary>How many matching requests pass before the first it strikes.</summary>
    [Range(0, int.MaxValue)]
    public int Skip { get; init; }

    /// <summary>How many requests it strikes; -1 for all.</summary>
    [Range(-1, int.MaxValue)]
    [DeniedValues(0, ErrorMessage = "The field Times must not be 0: such a fault would never strike.")]
    public int Times { get; init; } = 1;

    /// <summary>If given, it strikes only exports whose window is longer than this.</summary>
    [Range(0, long.MaxValue)]
    public long? MinSpanMs { get; init; }

    public bool Matches(PathString path, long? spanMs) =>
        (Path is null || PathPrefix.Matches(Path, path, WholePath)) && (MinSpanMs is null || spanMs > MinSpanMs);

    /// <summary>Handles a request in place of, or around, the true answer.</summary>
    public abstract Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time);
}
