using System.ComponentModel.DataAnnotations;
using System.Text;

namespace Dixa.Simulator.Faults;

/// <summary>Answers 200 with this text: a web page, an object where an array is due, `null`, nothing.</summary>
public sealed record ReplaceBodyFault([property: Required(AllowEmptyStrings = true)] string Body) : Fault, IValidatableObject
{
    [Required(AllowEmptyStrings = true)]
    [RegularExpression(HeaderText.Pattern)]
    public string ContentType { get; init; } = "application/json";

    /// <summary>How the text becomes bytes; `latin1` for any bytes at all.</summary>
    [Required]
    public string Charset { get; init; } = "utf-8";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Encoding.GetEncodings().Any(encoding => encoding.Name.Equals(Charset, StringComparison.OrdinalIgnoreCase)) || Charset == "latin1" ? []
            : [new ValidationResult($"Charset must be the name of an encoding, not {Charset}.")];

    public override Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        context.Response.ContentType = ContentType;
        return context.Response.WriteAsync(Body, Encoding.GetEncoding(Charset), context.RequestAborted);
    }
}
