using Dixa.Warehouse.Tables;
using Dixa.Warehouse.Webhooks;

namespace Dixa.Warehouse.Stores;

/// <summary>A database that keeps events in the table <c>webhook_events</c>. It has a connection of its own; one thread at a time makes its calls, which wait.</summary>
/// <remarks>What goes wrong comes as <see cref="StoreLostException"/> or <see cref="WarehouseException"/>. After that it has to be opened again.</remarks>
public interface IEventStore : IDisposable
{
    ValueRules Rules { get; }

    /// <summary>Connects, or connects again, and makes the table where it is missing.</summary>
    void Open();

    /// <summary>Commits events in one transaction. Of one that is there already, also within the list, nothing is changed.</summary>
    /// <returns>Of each event whether it is new.</returns>
    IReadOnlyList<bool> Add(IReadOnlyList<WebhookEvent> events);

    /// <summary>When the last run that succeeded has ended; null if none has.</summary>
    DateTimeOffset? ReadLastSuccess();
}
