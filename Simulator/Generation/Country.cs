namespace Dixa.Simulator.Generation;

/// <summary>Where customers live: ISO 3166 code, telephone code, language of their letters.</summary>
public sealed record Country(string Code, string DialCode, string Language)
{
    public static IReadOnlyList<Country> All { get; } =
    [
        new("DK", "+45", "da"), new("SE", "+46", "sv"), new("DE", "+49", "de"), new("GB", "+44", "en"), new("FR", "+33", "fr"),
        new("ES", "+34", "es"), new("PL", "+48", "pl"), new("SA", "+966", "ar"), new("IL", "+972", "he"), new("JP", "+81", "ja"),
    ];

    public string PhoneNumber(RandomSource random) => $"{DialCode}{random.Between(20_000_000, 99_999_999)}";
}
