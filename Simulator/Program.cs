using Dixa.Simulator.Commands;

try
{
    return args switch
    {
        ["serve", .. var rest] => await ServeCommand.RunAsync(rest, TimeProvider.System),
        ["record", .. var rest] => await RecordCommand.RunAsync(rest, TimeProvider.System),
        ["health", .. var rest] => await HealthCommand.RunAsync(rest),
        [] or [['-', ..], ..] => await ServeCommand.RunAsync(args, TimeProvider.System),
        [var command, ..] => throw new UsageException($"There is no command {command}."),
    };
}
catch (UsageException usage)
{
    await Console.Error.WriteLineAsync($"{usage.Message}\ndixa-simulator {(args is ["record", ..] ? "record " : "")}--help says what it understands.");
    return 2;
}
