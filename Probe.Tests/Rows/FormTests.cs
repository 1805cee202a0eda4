using System.Text;
using Dixa.Probe.Wire;

namespace Dixa.Probe.Rows;

/// <summary>Forms say how a value is written, and nothing of what it says.</summary>
public sealed class FormTests
{
    [Theory]
    [InlineData("2025-03-04T06:58:32Z", "seconds, `Z`")]
    [InlineData("2025-03-04T06:58:32.48Z[GMT]", "1 to 3 digits of a fraction, `Z[GMT]`")]
    [InlineData("2025-03-04T06:58:32.481", "1 to 3 digits of a fraction, no zone")]
    [InlineData("2025-03-04T06:58:32.481+00:00", "1 to 3 digits of a fraction, an offset")]
    [InlineData("2025-03-04T06:58:32.481+01:00[Ines Rocha]", "1 to 3 digits of a fraction, an offset and `[…]`")]
    [InlineData("2025-03-04T06:58:32Z[Ines Rocha]", "seconds, `Z[…]`")]
    [InlineData("2025-03-04T06:58", "minutes, no zone")]
    [InlineData("yesterday", null)]
    public void ATimeHasAForm(string text, string? form) => Assert.Equal(form, TimeForm.Of(text));

    [Theory]
    [InlineData("is_deactivated", true)]
    [InlineData("activityTimestamp", true)]
    [InlineData("ines.rocha@example.com", false)]
    [InlineData("Ines Rocha", false)]
    [InlineData("+4511223344", false)]
    [InlineData("c43fc767", false)]
    [InlineData("", false)]
    public void ANameIsShownWhereAProgrammerGaveIt(string name, bool isShown) => Assert.Equal(isShown, FieldName.Shown(name) == name);

    [Theory]
    [InlineData("", "an empty body")]
    [InlineData("""{"message":"Ines Rocha"}""", "an object with `message` (a text) (type)")]
    [InlineData("""{"a":1,"ines@example.com":[]}""", "an object with `(a name that is not shown)` (an array), `a` (a whole number) (type)")]
    [InlineData("[]", "an array (type)")]
    [InlineData(" <html>Ines</html>", "a page of HTML or XML (type)")]
    [InlineData("Ines", "plain text (type)")]
    public void ABodyHasAForm(string body, string form) => Assert.Equal(form, BodyForm.Of(Encoding.UTF8.GetBytes(body), "type"));
}
