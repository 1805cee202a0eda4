using System.Text.Json.Nodes;
using Dixa.Warehouse.Catalogs;

namespace Dixa.Warehouse.Syncing;

/// <summary>What a run reads that an event woke: rows, and nothing that is the schedule's.</summary>
/// <remarks>
/// <para>It leaves the states in the database alone, and so the schedule reads all that it would read if there were no webhooks, with its
/// whole lookback before its own last state. Whatever such a run misses, or whatever breaks it off, no row is missed. What both
/// bring is kept once, by its key.</para>
/// <para>Where such runs stand themselves is known in this process only: <paramref name="States"/>. So that each of them reads minutes,
/// however long ago the schedule's turn was.</para>
/// </remarks>
/// <param name="Streams">The streams to read; those that are not fit for it are left out.</param>
/// <param name="Discovered">The catalog that the source had at the last scheduled run: asking for it takes a process of its own.</param>
/// <param name="States">The states at which runs of this kind have ended, as the protocol's messages.</param>
/// <param name="Lookback">How far before its state each stream is read, in whole minutes.</param>
public sealed record WokenRead(IReadOnlyCollection<string> Streams, JsonObject Discovered, IReadOnlyDictionary<StreamName, string> States, TimeSpan Lookback);
