using Dixa.Benchmarks;
using Dixa.Benchmarks.Documents;

if (BenchmarkArguments.TryParse(args, out var error) is not { } arguments)
{
    await Console.Error.WriteLineAsync($"{error}\n\n{BenchmarkArguments.Usage}");
    return 2;
}

using var bench = new Workbench(arguments);
if (bench.Missing is { } missing)
{
    await Console.Error.WriteLineAsync(missing);
    return 2;
}

var machine = Machine.Describe();
Console.WriteLine($"{machine}\n");
foreach (var suite in arguments.Suites)
{
    Workbench.Say($"{suite.Name}:");
    var report = await suite.RunAsync(bench, machine);
    Console.WriteLine($"\n{Markdown.Table(suite.Columns, report.Rows)}");
    if (arguments.Scale == 1)
    {
        FigureTable.Write(suite, report, machine);
    }
}

return 0;
