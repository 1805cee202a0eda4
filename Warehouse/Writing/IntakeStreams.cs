using System.Text;
using Dixa.Warehouse.Catalogs;
using Dixa.Warehouse.Messages;
using Dixa.Warehouse.Tables;

namespace Dixa.Warehouse.Writing;

/// <summary>The streams of a run, found by the names that messages give.</summary>
public sealed class IntakeStreams
{
    private readonly List<StreamIntake> _streams;
    private readonly Dictionary<byte[], List<StreamIntake>>.AlternateLookup<ReadOnlySpan<byte>> _byName;

    public IntakeStreams(IEnumerable<StreamIntake> streams)
    {
        _streams = [.. streams];
        var byName = new Dictionary<byte[], List<StreamIntake>>(BytesComparer.Instance);
        foreach (var group in _streams.GroupBy(stream => stream.Table.Stream.Name))
        {
            byName.Add(Encoding.UTF8.GetBytes(group.Key), [.. group]);
        }

        _byName = byName.GetAlternateLookup<ReadOnlySpan<byte>>();
        NeedNamespace = byName.Values.Any(group => group.Count > 1);
    }

    /// <summary>In the order of the catalog.</summary>
    public IReadOnlyList<StreamIntake> All => _streams;

    /// <summary>Whether two streams have the same name, so that a record's namespace has to be read as well.</summary>
    public bool NeedNamespace { get; }

    /// <summary>The stream of a record; null for one that the catalog lacks.</summary>
    public StreamIntake? Find(in Envelope envelope)
    {
        if (!_byName.TryGetValue(envelope.Stream, out var group))
        {
            return null;
        }

        if (group.Count == 1)
        {
            return group[0];
        }

        var space = envelope.Namespace.IsEmpty ? null : Encoding.UTF8.GetString(envelope.Namespace);
        return group.Find(each => each.Table.Stream.Namespace == space);
    }

    /// <summary>The stream of a name; one without a namespace is found where no other has the name, since some platforms leave it out.</summary>
    public StreamIntake? Find(StreamName name) =>
        _streams.Find(each => each.Table.Stream == name)
        ?? (_streams.Where(each => each.Table.Stream.Name == name.Name).ToList() is [var only] && (name.Namespace is null || only.Table.Stream.Namespace is null) ? only : null);
}
