using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Views.Inputs;

/// <summary>How a database turns the values of a column into what the views want.</summary>
public interface IInputDialect
{
    /// <summary>An expression that gives the value, whatever type the column has; NULL for a value that can't be one.</summary>
    string Value(InputColumn column, StoredColumn stored);

    /// <summary>NULL in the type of the column; false for a flag.</summary>
    string Null(InputColumn column);
}
