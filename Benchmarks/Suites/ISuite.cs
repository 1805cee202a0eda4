namespace Dixa.Benchmarks.Suites;

/// <summary>Something that is measured: one table of the documents.</summary>
public interface ISuite
{
    /// <summary>How the command line and the documents call it.</summary>
    string Name { get; }

    /// <summary>The heads of the table's columns; the first is that of the rows' names.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>The names of the table's rows.</summary>
    IReadOnlyList<string> Rows { get; }

    /// <summary>The table's plot, a file in docs; null for none.</summary>
    string? Plot => null;

    /// <summary>Measures.</summary>
    /// <param name="machine">For the caption of a plot.</param>
    Task<Report> RunAsync(Workbench bench, string machine);
}
