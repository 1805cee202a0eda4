namespace Dixa.Connector.Harness;

/// <summary>A secret of drawn characters, put through a drawn chain of encodings, in a text that an error might have.</summary>
public sealed record DrawnSecret(string Secret, IReadOnlyList<DrawnEncoding> Chain, string Text)
{
    private static readonly string[] Surroundings =
    [
        "{0}", "Unauthorized: {0}", "{{\"message\":\"bad token\",\"token\":\"{0}\"}}", "Authorization: Basic {0}", "<p>The token <b>{0}</b> is unknown</p>", "https://dixa.test/v1/agents?token={0}&page=2",
    ];

    /// <param name="seed">Decides everything.</param>
    /// <param name="given">The secret; null for a drawn one.</param>
    public static DrawnSecret Of(int seed, string? given = null)
    {
        var random = new Random(seed);
        var secret = given ?? new string([.. Enumerable.Range(0, random.Next(8, 60)).Select(_ => (char)random.Next('!', '~' + 1))]);
        var chain = Enumerable.Range(0, random.Next(0, 4)).Select(_ => DrawnEncoding.All[random.Next(DrawnEncoding.All.Count)]).ToList();
        var form = chain.Aggregate(secret, (text, encoding) => encoding.Apply(text));
        return new DrawnSecret(secret, chain, string.Format(null, Surroundings[random.Next(Surroundings.Length)], form));
    }

    /// <summary>Whether somebody who knows the chain gets the secret out of a text.</summary>
    public bool IsIn(string text)
    {
        var bare = DrawnEncoding.Bare(Secret);
        for (var left = Chain.Count; ; left--)
        {
            if (DrawnEncoding.Bare(text).Contains(bare, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            if (left == 0)
            {
                return false;
            }

            text = Chain[left - 1].Undo(text);
        }
    }

    public override string ToString() => $"{Secret} as {string.Join(" > ", Chain)}: {Text}";
}
