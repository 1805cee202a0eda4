using Dixa.Warehouse.Stores;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Writing;

/// <summary>What reads the rows of batches into cells, for each table. For one thread at a time.</summary>
public sealed class TableReaders(ValueRules rules)
{
    private readonly Dictionary<Table, RowReader> _readers = [];
    private readonly KeyOrder _order = new();

    /// <summary>Whether of the rows that were last put into order two may have the same key.</summary>
    public bool MayRepeatKeys => _order.MayRepeatKeys;

    /// <summary>The reader of a table's rows. One row at a time.</summary>
    public RowReader Of(Table table)
    {
        if (!_readers.TryGetValue(table, out var reader))
        {
            _readers[table] = reader = new RowReader(table.Columns, rules);
        }

        return reader;
    }

    /// <summary>The rows of a batch in the order of their keys. A line holds until the next one is asked for.</summary>
    public IEnumerable<RowLine> InKeyOrder(StreamBatch stream) => _order.Sort(Of(stream.Table), stream.Rows);
}
