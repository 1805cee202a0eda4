using System.Text;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Configuration;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Writing;

namespace Dixa.Warehouse.Commands;

/// <summary>Writes the messages of stdin to tables, and the states to stdout.</summary>
public static class WriteCommand
{
    public static int Run(CommandContext context, Stream input)
    {
        var config = context.ReadConfig();
        var catalog = ConfiguredCatalog.Parse(Encoding.UTF8.GetBytes(CommandContext.ReadFile(context.Options.Catalog!, "catalog")));
        using var store = StoreFactory.Create(config);
        store.Open();
        var options = new WriteOptions { SpillDirectory = StoreFactory.SpillDirectory(config), Time = context.Time };
        using var session = WriteSession.Begin(store, catalog, options, context.Log, new StateOutput(context.Writer));
        var outcome = session.Run(input, ended => RunResult.Of(ended.Failure, context.Stop.IsCancellationRequested), context.Stop);
        foreach (var stream in outcome.Streams.Where(stream => stream.Records + stream.Dropped > 0))
        {
            context.Log.Information("{Stream:l}: {Records} records are committed.", stream.Name, stream.Records);
        }

        return context.Stop.IsCancellationRequested ? 1
            : outcome.Failure is { } failure ? throw WarehouseException.Transient(failure)
            : 0;
    }

    /// <summary>Hands states on once they are kept, and what the source tells people at once.</summary>
    private sealed class StateOutput(MessageWriter writer) : IWriteOutput
    {
        public void Committed(StateMessage state, long records) => writer.WriteLine(state.WithDestinationCount(records).Span);

        public void Heard(MessageKind kind, ReadOnlySpan<byte> line) => writer.WriteLine(line);
    }
}
