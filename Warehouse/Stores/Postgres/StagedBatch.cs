using Npgsql;

namespace Dixa.Warehouse.Stores.Postgres;

/// <summary>A batch, by its number, whose rows wait in the stages of a session, within a transaction that its commit goes on with.</summary>
/// <param name="Streams">What is known of the rows of each stream; a stream that is not there is written when the batch is committed.</param>
public sealed record StagedBatch(long Number, PostgresSession Session, NpgsqlTransaction Transaction, IReadOnlyDictionary<StreamBatch, StagedRows> Streams);

/// <summary>What is known of the rows of a stage.</summary>
/// <param name="HasNullCursors">Whether one has no cursor.</param>
/// <param name="HasNullKeys">Whether one lacks a part of its key.</param>
/// <param name="MayRepeatKeys">Whether two may have the same key.</param>
public sealed record StagedRows(bool HasNullCursors, bool HasNullKeys, bool MayRepeatKeys);
