using System.Collections.Immutable;

namespace Dixa.Simulator.Data;

/// <summary>An immutable list in order of insertion whose rows are also found by id.</summary>
public sealed class Table<T>(ImmutableList<T> rows, ImmutableDictionary<Guid, int> places)
    where T : class, IIdentified
{
    public Table(IEnumerable<T> rows)
        : this(rows.ToImmutableList())
    {
    }

    private Table(ImmutableList<T> rows)
        : this(rows, rows.Select((row, place) => KeyValuePair.Create(row.Id, place)).ToImmutableDictionary())
    {
    }

    public IReadOnlyList<T> Rows => rows;

    public T? Find(Guid? id) => id is { } key && places.TryGetValue(key, out var place) ? rows[place] : null;

    /// <summary>The table without the row with this id.</summary>
    public Table<T> Without(Guid id) => new(rows.RemoveAll(row => row.Id == id));

    /// <summary>The table with this row in the place of the one with its id, or at the end.</summary>
    public Table<T> With(T row) =>
        places.TryGetValue(row.Id, out var place)
            ? new Table<T>(rows.SetItem(place, row), places)
            : new Table<T>(rows.Add(row), places.Add(row.Id, rows.Count));
}

public interface IIdentified
{
    Guid Id { get; }
}
