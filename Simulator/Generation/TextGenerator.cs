using System.Globalization;
using System.Text;

namespace Dixa.Simulator.Generation;

public static class TextGenerator
{
    /// <summary>One of the phrases, with an order number where it has a place for one.</summary>
    public static string Fill(RandomSource random, IReadOnlyList<string> phrases) =>
        random.Pick(phrases).Replace("{0}", OrderNumber(random), StringComparison.Ordinal);

    public static string OrderNumber(RandomSource random) => random.Between(10_000, 99_999).ToString(CultureInfo.InvariantCulture);

    /// <summary>A phrase followed by up to this many sentences of detail.</summary>
    public static string Letter(RandomSource random, IReadOnlyList<string> phrases, int details)
    {
        var text = new StringBuilder(Fill(random, phrases));
        for (var count = random.Below(details + 1); count > 0; count--)
        {
            text.Append(random.Chance(0.3) ? '\n' : ' ').Append(random.Pick(Phrases.Details));
        }

        return text.ToString();
    }

    /// <summary>A mail that quotes a whole thread: 100 to 300 thousand characters.</summary>
    public static string Thread(RandomSource random)
    {
        var text = new StringBuilder(Letter(random, Phrases.Questions, 4));
        for (var length = random.Between(100_000, 300_000); text.Length < length;)
        {
            text.Append('\n').Append("> ").Append(Letter(random, random.Chance(0.5) ? Phrases.Questions : Phrases.Answers, 6));
        }

        return text.ToString();
    }
}
