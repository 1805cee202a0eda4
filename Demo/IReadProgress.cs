namespace Dixa.Demo;

/// <summary>Shows how a read comes along.</summary>
public interface IReadProgress
{
    /// <summary>Shows it until the read ends, well or not.</summary>
    Task ShowAsync(ReadTally tally, Task read);
}
