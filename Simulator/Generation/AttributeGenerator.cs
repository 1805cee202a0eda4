using System.Collections.Immutable;
using Dixa.Simulator.Data;

namespace Dixa.Simulator.Generation;

/// <summary>Makes the definitions of custom fields, and draws values for them.</summary>
public static class AttributeGenerator
{
    /// <summary>Those of conversations.</summary>
    public static IEnumerable<CustomAttribute> Conversations(RandomSource random, RandomSource aside, DateTimeOffset start) =>
    [
        new(random.NextId(), "order_number", "Order number", IsArchived: false, [])
        {
            CreatedAt = Old(aside, start), UpdatedAt = Recent(aside, start), Description = "As printed on the invoice", Placeholder = "10233",
        },
        new(random.NextId(), "contact_reason", "Contact reason", IsArchived: false,
            [["delivery", "late", "more than a week", "abroad"], ["delivery"], ["delivery", "late"], ["delivery", "damaged"], ["payment", "refund"], ["product", "size", "too small"]])
        {
            CreatedAt = Old(aside, start), Description = "Why they wrote", IsRequired = true,
        },
        new(random.NextId(), "resolution", "Resolution", IsArchived: false, [["solved"], ["not solved"]]) { CreatedAt = Old(aside, start) },
        new(random.NextId(), "store", "Store 🏬", IsArchived: true, [])
        {
            CreatedAt = Old(aside, start), UpdatedAt = Recent(aside, start), IsDeactivated = true,
        },
    ];

    /// <summary>Those of end users.</summary>
    public static IEnumerable<CustomAttribute> Contacts(RandomSource aside, DateTimeOffset start) =>
    [
        new(aside.NextId(), "customer_number", "Customer number", IsArchived: false, [])
        {
            CreatedAt = Old(aside, start), Placeholder = "C-10233",
        },
        new(aside.NextId(), "membership", "Membership", IsArchived: false, [["none"], ["club", "silver"], ["club", "gold"]])
        {
            CreatedAt = Old(aside, start), UpdatedAt = Recent(aside, start), Description = "Level in the customer club",
        },
        new(aside.NextId(), "fødselsdag", "Fødselsdag 🎂", IsArchived: false, []) { CreatedAt = Old(aside, start) },
    ];

    /// <summary>Values for some of these, each with this probability.</summary>
    public static ImmutableArray<CustomFieldValue> Values(RandomSource random, IReadOnlyList<CustomAttribute> attributes, double probability) =>
    [
        .. random.Some(attributes, probability).Select(attribute => attribute.IsSelect
            ? new CustomFieldValue(attribute.Id, null, random.Pick(attribute.Options))
            : new CustomFieldValue(attribute.Id, TextGenerator.OrderNumber(random), null)),
    ];

    private static DateTimeOffset Old(RandomSource aside, DateTimeOffset start) => aside.Between(start.AddYears(-3), start.AddYears(-1));

    private static DateTimeOffset Recent(RandomSource aside, DateTimeOffset start) => aside.Between(start.AddYears(-1), start);
}
