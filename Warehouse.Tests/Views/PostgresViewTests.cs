using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Views;

/// <summary>What only PostgreSQL has: rights, views of others on ours, and tables that a destination of Airbyte's made.</summary>
public sealed class PostgresViewTests(PostgresCluster cluster) : ViewTests
{
    protected override Database Database { get; } = new PostgresDatabase(cluster);

    [Fact]
    public void WhoCouldReadAViewCanReadItAfterAnUpgrade()
    {
        Desk.Conversation(1, "2026-05-04T10:00:00Z", Closed).Load().Refresh("2026-05-06T12:00:00Z");
        var reader = $"reader_{Database.Schema}";
        Database.Run($"CREATE ROLE {reader}");
        try
        {
            Database.Run($"GRANT USAGE ON SCHEMA {Database.Schema} TO {reader}");
            Database.Run($"GRANT SELECT ON {Database.Name("daily_volume")}, {Database.Name("csat_daily")}, {Database.Name("_views")} TO {reader}");
            Database.Run($"DROP VIEW {Database.Name("csat_daily")}");
            Database.Run($"CREATE VIEW {Database.Name("csat_daily")} AS SELECT 1 AS other");
            Database.Run($"GRANT SELECT ON {Database.Name("csat_daily")} TO {reader}");
            Database.Run($"UPDATE {Database.Name("_views")} SET definition = 'of an earlier version' WHERE name IN ('csat_daily', '_tables')");
            Desk.Refresh("2026-05-06T12:00:00Z");

            string Can(string view) => Database.One($"SELECT has_table_privilege('{reader}', '{Database.Name(view)}', 'SELECT')");
            Assert.Equal(("1", "1", "1", "0"), (Can("daily_volume"), Can("csat_daily"), Can("_views"), Can("_conversation_facts")));
        }
        finally
        {
            Database.Run($"DROP OWNED BY {reader}");
            Database.Run($"DROP ROLE {reader}");
        }
    }

    [Fact]
    public void AViewOfTheUsersOnOursStaysAndIsNamedWhereItIsInTheWay()
    {
        Desk.Conversation(1, "2026-05-04T10:00:00Z", Closed).Load().Refresh("2026-05-06T12:00:00Z");
        Database.Run($"CREATE VIEW {Database.Name("mine")} AS SELECT day, created FROM {Database.Name("daily_volume")}");
        Database.Run($"UPDATE {Database.Name("_views")} SET definition = 'of an earlier version' WHERE name = 'daily_volume'");
        Desk.Refresh("2026-05-06T12:00:00Z");
        Assert.Equal(["1"], Database.Rows("mine", "created"));

        Database.Run($"UPDATE {Database.Name("_views")} SET definition = 'of an earlier version' WHERE name = '_tables'");
        var error = Assert.Throws<WarehouseException>(() => Desk.Refresh("2026-05-06T12:00:00Z"));
        Assert.Contains("mine", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], Database.Rows("mine", "created"));
    }

    /// <remarks>
    /// As Airbyte's destination makes them: bigint, jsonb, timestamptz, its own columns, names in lower case as its older versions wrote them, and, with
    /// appending, each version of a row. https://docs.airbyte.com/integrations/destinations/postgres.
    /// </remarks>
    [Fact]
    public void TablesOfAirbytesDestinationAreReadAsWell()
    {
        const string Own = "_airbyte_raw_id varchar, _airbyte_extracted_at timestamptz, _airbyte_meta jsonb, _airbyte_generation_id bigint";
        Database.Run($"CREATE SCHEMA {Database.Schema}");
        Database.Run($"CREATE TABLE {Database.Name("conversations")} ({Own}, id bigint, created_at bigint, updated_at bigint, closed_at numeric(38,9), status varchar, direction varchar, initial_channel varchar, queue_id varchar, tags jsonb)");
        Database.Run($"CREATE TABLE {Database.Name("messages")} ({Own}, id varchar, csid bigint, created_at bigint, direction varchar, is_automated_message boolean, author_email varchar)");
        Database.Run($"CREATE TABLE {Database.Name("activity_logs")} ({Own}, id varchar, conversationid bigint, activitytimestamp timestamptz, _type varchar, attributes jsonb)");
        Database.Run($"INSERT INTO {Database.Name("conversations")} VALUES ('a', '2026-05-04T10:01:00Z', '{{}}', 1, 1, {Desk.Ms("2026-05-04T10:00:00Z")}, 1, NULL, 'open', 'inbound', 'email', NULL, NULL)");
        Database.Run($"INSERT INTO {Database.Name("conversations")} VALUES ('b', '2026-05-04T12:01:00Z', '{{}}', 1, 1, {Desk.Ms("2026-05-04T10:00:00Z")}, 2, {Desk.Ms("2026-05-04T11:00:00Z")}, 'closed', 'inbound', 'email', NULL, '[\"refund\"]')");
        Database.Run($"INSERT INTO {Database.Name("messages")} VALUES ('c', '2026-05-04T12:01:00Z', '{{}}', 1, 'm', 1, {Desk.Ms("2026-05-04T10:30:00Z")}, 'outbound', false, 'mads@acme.example')");
        Database.Run($"INSERT INTO {Database.Name("activity_logs")} VALUES ('d', '2026-05-04T12:01:00Z', '{{}}', 1, 'e', 1, '2026-05-04T10:10:00.5Z', 'ConversationAssigned', '{{\"agentId\": \"mads\"}}')");
        Desk.Refresh("2026-05-06T12:00:00Z");

        Assert.Equal("1800|3600|1|2026-05-04 10:10:00.5+00", Desk.Facts(1, "first_response_seconds, resolution_seconds, assignments, first_assigned_at::text"));
        Assert.Equal(["mads|1"], Desk.Ask("agent_load", "agent_id, assigned"));

        // They don't tell what has changed: all is computed again.
        Assert.Equal(1, Desk.Refresh("2026-05-06T12:00:00Z").Computed);
        Database.Run($"ALTER TABLE {Database.Name("conversations")} ALTER COLUMN closed_at TYPE text");
        Database.Run($"DROP TABLE {Database.Name("messages")}");
    }

    [Fact]
    public void ColumnsOfOtherTypesAreReadAsFarAsTheyCanBe()
    {
        Database.Run($"CREATE SCHEMA {Database.Schema}");
        Database.Run($"CREATE TABLE {Database.Name("conversations")} (id text, created_at jsonb, updated_at double precision, closed_at timestamptz, status jsonb, direction text, tags text)");
        Database.Run($"INSERT INTO {Database.Name("conversations")} VALUES ('1', '{Desk.Ms("2026-05-04T10:00:00Z")}', 1, '2026-05-04T11:00:00Z', '\"closed\"', 'INBOUND', '[\"x\"]'), ('no number', '1', 1, NULL, NULL, NULL, NULL), ('2', '\"text\"', NULL, NULL, NULL, NULL, NULL)");
        Desk.Refresh("2026-05-06T12:00:00Z");

        Assert.Equal(["1|3600|inbound", "2|null|null"], Desk.Ask("conversation_facts", "conversation_id, resolution_seconds, direction"));
    }
}
