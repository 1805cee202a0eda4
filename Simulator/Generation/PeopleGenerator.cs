using System.Globalization;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Draws agents and end users: some with every field, some with only what the API requires.</summary>
public static class PeopleGenerator
{
    private static readonly string[][] RoleSets = [["Agent"], ["Agent"], ["Agent", "TeamLead"], ["Agent", "Admin"], []];

    public static Agent Agent(RandomSource random, DateTimeOffset createdAt, int number)
    {
        var (first, last) = (random.Pick(Names.First), random.Pick(Names.Last));
        var agent = new Agent(random.NextId(), createdAt, $"{first.Text} {last.Text}", $"{first.Latin}.{number}@acme.example");
        return random.Chance(0.2) ? agent : agent with
        {
            AvatarUrl = random.Chance(0.7) ? AvatarUrl(random) : null,
            PhoneNumber = Country.All[0].PhoneNumber(random),
            AdditionalEmails = random.Chance(0.2) ? [$"{first.Latin}.private.{number}@example.net"] : [],
            AdditionalPhoneNumbers = number % 8 == 1 ? ["+4531323334"] : [],
            FirstName = first.Text,
            LastName = last.Text,
            MiddleNames = MiddleNames(random),
            Roles = random.Pick(RoleSets),
        };
    }

    public static EndUser EndUser(RandomSource random, DateTimeOffset createdAt, int number)
    {
        var user = new EndUser(random.NextId(), createdAt);
        if (random.Chance(0.04))
        {
            return user;
        }

        var (first, last) = (random.Pick(Names.First), random.Pick(Names.Last));
        var country = random.Pick(Country.All);
        var isKnownByPhoneOnly = random.Chance(0.15);
        user = user with
        {
            DisplayName = isKnownByPhoneOnly ? null : $"{first.Text} {last.Text}",
            Email = isKnownByPhoneOnly ? null : $"{first.Latin}.{last.Latin}.{number.ToString(CultureInfo.InvariantCulture)}@example.com",
            PhoneNumber = isKnownByPhoneOnly || random.Chance(0.5) ? country.PhoneNumber(random) : null,
        };
        return random.Chance(0.3) ? user : user with
        {
            AdditionalEmails = random.Chance(0.15) ? [$"{first.Latin}{number.ToString(CultureInfo.InvariantCulture)}@work.example"] : [],
            AdditionalPhoneNumbers = random.Chance(0.1) ? [country.PhoneNumber(random), country.PhoneNumber(random)] : [],
            FirstName = first.Text,
            LastName = last.Text,
            MiddleNames = MiddleNames(random),
            AvatarUrl = random.Chance(0.3) ? AvatarUrl(random) : null,
            ExternalId = random.Chance(0.4) ? $"crm-{random.Between(100_000, 999_999)}" : null,
        };
    }

    /// <summary>Values of contact attributes; null for somebody that nothing is known of.</summary>
    public static IReadOnlyList<CustomFieldValue>? CustomFields(RandomSource aside, EndUser user, IReadOnlyList<CustomAttribute> attributes)
    {
        if (user is { DisplayName: null, PhoneNumber: null })
        {
            return null;
        }

        return
        [
            .. AttributeGenerator.Values(aside, attributes, 0.4)
                .Select(value => value.Text is not null && aside.Chance(0.05) ? value with { Text = aside.Pick(Phrases.Timestamps) } : value),
        ];
    }

    private static string[]? MiddleNames(RandomSource random) =>
        random.Chance(0.3) ? null : [.. random.Some(Names.Middle, 0.08)];

    private static string AvatarUrl(RandomSource random) => $"https://files.dixa.io/public/avatar_{random.Below(0x10000):x4}";
}
