namespace Dixa.Simulator.Recording.Replacement;

/// <summary>Characters that stand for each other: of one script and one case, or digits. A character is known by its place.</summary>
/// <param name="Letters">Code points in ascending order.</param>
public sealed record Alphabet(int[] Letters)
{
    public int Size => Letters.Length;

    public int PlaceOf(int letter) => Array.BinarySearch(Letters, letter);
}
