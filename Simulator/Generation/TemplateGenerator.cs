using System.Globalization;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Draws templates: some with every field, some with only what the API requires.</summary>
public static class TemplateGenerator
{
    private const int QuickResponses = 24;

    private static readonly string[] Names = ["Return policy", "Thanks", "Delay", "Refund ✅", "Größentabelle", "Out of office", "VIP"];

    private static readonly string[] AutoReplies = ["We got your mail", "Outside business hours", "Fødselsdag 🎉"];

    private static readonly string[] Contents =
    [
        "Hi {{requester_firstname}},\n\nthank you for writing.\n\n{{agent_firstname}}", "Your case is {{csid}}.", "We answer within \"24 hours\".",
        "Maintenance ends at 2025-03-04T06:58:32.481Z[GMT].", "30 days, no questions asked 😊",
    ];

    private static readonly string[] Locales = ["da", "de-AT", "uz-Arab-AF", "en-US"];

    public static IEnumerable<TextTemplate> Generate(RandomSource aside, IReadOnlyList<Agent> agents, DateTimeOffset start) =>
    [
        .. AutoReplies.Select(name => Draw(aside, agents, start, TemplateType.EmailAutoReply, name)),
        .. Enumerable.Range(1, QuickResponses).Select(number =>
            Draw(aside, agents, start, TemplateType.QuickResponse, $"{aside.Pick(Names)} {number.ToString(CultureInfo.InvariantCulture)}")),
    ];

    /// <summary>The template as somebody leaves it who has changed its text.</summary>
    public static TextTemplate Edit(RandomSource random, TextTemplate template, IReadOnlyList<Agent> agents, DateTimeOffset now) => template with
    {
        Content = $"{random.Pick(Contents)} ({TextGenerator.OrderNumber(random)})",
        LastEditedBy = random.Pick(agents).Id,
        LastEditedAt = now,
    };

    private static TextTemplate Draw(RandomSource aside, IReadOnlyList<Agent> agents, DateTimeOffset start, TemplateType type, string name)
    {
        var template = new TextTemplate(
            aside.NextId(), type, name, aside.Pick(Contents), aside.Pick(agents).Id, aside.Between(start.AddYears(-5), start.AddYears(-1)));
        var isEdited = aside.Chance(0.6);
        return aside.Chance(0.2) ? template : template with
        {
            LastEditedBy = isEdited ? aside.Pick(agents).Id : null,
            LastEditedAt = isEdited ? aside.Between(start.AddYears(-1), start) : null,
            Subject = aside.Chance(0.5) ? TextGenerator.Fill(aside, Phrases.Subjects) : null,
            Translations =
            [
                .. aside.Some(Locales, 0.3).Select(locale => new TemplateTranslation(
                    locale, aside.Pick(Contents), aside.Chance(0.2), aside.Chance(0.5) ? TextGenerator.Fill(aside, Phrases.Subjects) : null)),
            ],
        };
    }
}
