using System.ComponentModel.DataAnnotations;

namespace Dixa.Simulator.Faults;

/// <summary>Answers with this status instead of the data.</summary>
public sealed record StatusFault([property: Range(200, 599)] int Code) : Fault, IValidatableObject
{
    [Required(AllowEmptyStrings = true)]
    public string Body { get; init; } = """{"message":"There was an internal server error while processing the request"}""";

    [Required(AllowEmptyStrings = true)]
    [RegularExpression(HeaderText.Pattern)]
    public string ContentType { get; init; } = "application/json";

    /// <summary>Sent as they are given, `Retry-After` in whatever spelling among them; each line of a value is a header of its own.</summary>
    [Required]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, value) in Headers)
        {
            if (!HeaderText.IsName(name) || value is null || !value.Split('\n').All(HeaderText.IsValue))
            {
                yield return new ValidationResult($"Headers must be names with texts in ASCII; {name} is not.");
            }
        }

        if (Code is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified && Body.Length > 0)
        {
            yield return new ValidationResult($"Body must be empty where Code is {Code}.");
        }
    }

    public override Task StrikeAsync(HttpContext context, RequestDelegate next, TimeProvider time)
    {
        context.Response.StatusCode = Code;
        context.Response.ContentType = ContentType;
        foreach (var (name, value) in Headers)
        {
            context.Response.Headers[name] = value.Split('\n');
        }

        return context.Response.WriteAsync(Body, context.RequestAborted);
    }
}
