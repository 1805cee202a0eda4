namespace Dixa.Warehouse.Pages.Numbers;

/// <summary>Answers to the question for satisfaction.</summary>
public sealed class Satisfaction
{
    public int Offered { get; private set; }

    public int Answered { get; private set; }

    public long Sum { get; private set; }

    /// <summary>Answers of 4 and 5.</summary>
    public int Satisfied { get; private set; }

    public double? Average => Answered == 0 ? null : (double)Sum / Answered;

    public double? SatisfiedShare => Answered == 0 ? null : (double)Satisfied / Answered;

    public double? AnsweredShare => Offered == 0 ? null : (double)Answered / Offered;

    /// <param name="score">-1 where nothing was answered.</param>
    public void Add(int score)
    {
        Offered++;
        if (score >= 0)
        {
            Answered++;
            Sum += score;
            Satisfied += score >= 4 ? 1 : 0;
        }
    }
}
