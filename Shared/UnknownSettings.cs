namespace Dixa.Shared;

/// <summary>Warns of keys of a configuration that are no settings.</summary>
public static class UnknownSettings
{
    private const int MostWarnings = 10;

    private const int MostCharacters = 60;

    /// <param name="given">The configuration's keys that have values. Those with a leading underscore or dollar sign are comments of people or tools.</param>
    /// <param name="known">The names of the settings.</param>
    public static IEnumerable<string> Warnings(IEnumerable<string> given, IReadOnlyCollection<string> known) => given
        .Where(name => !known.Contains(name) && !name.StartsWith('_') && !name.StartsWith('$'))
        .Take(MostWarnings)
        .Select(name => $"There is no setting \"{(name.Length <= MostCharacters ? name : name[..MostCharacters] + "…")}\", so it is ignored. {Nearest.Question(name, known)}".TrimEnd());
}
