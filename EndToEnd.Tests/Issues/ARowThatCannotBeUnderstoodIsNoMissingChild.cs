using Dixa.Connector.Harness;
using Dixa.Simulator;
using Dixa.Simulator.Faults;

namespace Dixa.Connector.Issues;

/// <summary>
/// An export row whose <c>id</c>, times or requester were of another type than documented had no children: the streams that hang on
/// conversations were complete, and empty. So were those that hang on a list whose rows had no id.
/// </summary>
public sealed class ARowThatCannotBeUnderstoodIsNoMissingChild
{
    private const string Export = "/v1/conversation_export";

    private static readonly string[] Children =
        ["conversation_messages", "conversation_notes", "conversation_ratings", "conversation_details", "enduser_details"];

    /// <summary>What is understood, or asked for all the same, brings every row.</summary>
    [Theory]
    [InlineData("id", "\"$\"")]
    [InlineData("id", "$.0")]
    [InlineData("updated_at", "\"$\"")]
    [InlineData("updated_at", "true")]
    [InlineData("updated_at", null)]
    [InlineData("last_message_created_at", "\"$\"")]
    [InlineData("last_message_created_at", "\"yesterday\"")]
    [InlineData("last_message_created_at", "{\"time\":$}")]
    [InlineData("conversation_wrapup_notes", "{\"notes\":$}")]
    [InlineData("ratings", "\"some\"")]
    public async Task EveryChildIsRead(string member, string? value)
    {
        await using var bench = await StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, Children);
        var whole = await bench.Source.ReadAsync(bench.Config(), catalog);
        bench.Simulator.Faults.Add(new MemberFault(member, value) { Path = Export, Times = -1 });
        var run = await bench.Source.ReadAsync(bench.Config(), catalog);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.All(Children, stream =>
        {
            Assert.NotEmpty(whole.Ids(stream));
            Assert.Equal(whole.Ids(stream).Order(), run.Ids(stream).Order());
        });
    }

    /// <summary>What there is nothing to ask with for fails whoever needs it, and nobody else; what passes is asked for again.</summary>
    [Theory]
    [InlineData("id", "\"seven\"", "conversation_notes", "enduser_details")]
    [InlineData("id", "$9999999999999999999", "conversation_notes", "conversations")]
    [InlineData("id", null, "conversation_messages", "conversations")]
    [InlineData("requester_id", "[$]", "enduser_details", "conversation_notes")]
    [InlineData("requester_id", "7", "enduser_details", "conversations")]
    public async Task WhoCannotAskFailsAndSaysWhy(string member, string? value, string failing, string whole)
    {
        await using var bench = await StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.Incremental, failing, whole);
        bench.Simulator.Faults.Add(new MemberFault(member, value) { Path = Export, Element = 2 });
        var passing = await bench.Source.ReadAsync(bench.Config(), SourceDixa.Catalog(ConfiguredModes.Incremental, failing));
        bench.Simulator.Faults.Add(new MemberFault(member, value) { Path = Export, Times = -1, Element = 2 });
        var lasting = await bench.Source.ReadAsync(bench.Config(), catalog);

        Assert.True(passing.ExitCode == 0, passing.ToString());
        Assert.NotEmpty(passing.Ids(failing));
        Assert.Equal(["STARTED", "RUNNING", "INCOMPLETE"], lasting.Statuses(failing));
        Assert.Equal(["STARTED", "RUNNING", "COMPLETE"], lasting.Statuses(whole));
        Assert.NotEmpty(lasting.Records(whole));
        Assert.Contains($"\"{member}\" that is", Assert.Single(lasting.Errors).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("queue_members", "/v1/queues", null)]
    [InlineData("queue_members", "/v1/queues", "true")]
    [InlineData("queue_members", "/v1/queues", "0.5")]
    [InlineData("queue_members", "/v1/queues", "1e400")]
    [InlineData("queue_members", "/v1/queues", "\"\"")]
    [InlineData("queue_members", "/v1/queues", "\"..\"")]
    [InlineData("queue_members", "/v1/queues", "[$]")]
    [InlineData("queue_members", "/v1/queues", "{\"id\":$}")]
    [InlineData("enduser_details", "/v1/endusers", "null")]
    [InlineData("knowledge_articles", "/v1/knowledge/collections", "false")]
    public async Task AParentWithoutAnIdIsAskedForAgainAndThenFailsTheStream(string stream, string path, string? value)
    {
        await using var bench = await StartAsync();
        var catalog = SourceDixa.Catalog(ConfiguredModes.FullRefresh, stream);
        var whole = await bench.Source.ReadAsync(bench.Config(), catalog);
        bench.Simulator.Faults.Add(new MemberFault("data.id", value) { Path = path, Element = 1 });
        var passing = await bench.Source.ReadAsync(bench.Config(), catalog);
        bench.Simulator.Faults.Add(new MemberFault("data.id", value) { Path = path, Element = 1, Times = -1 });
        var lasting = await bench.Source.ReadAsync(bench.Config(), catalog);

        Assert.True(passing.ExitCode == 0, passing.ToString());
        Assert.Equal(whole.Records(stream).Select(row => row.GetRawText()), passing.Records(stream).Select(row => row.GetRawText()));
        Assert.Equal("INCOMPLETE", lasting.Statuses(stream).Last());
        Assert.Contains("its children can't be requested", Assert.Single(lasting.Errors).GetProperty("internal_message").GetString(), StringComparison.Ordinal);
    }

    private static Task<Bench> StartAsync() => Bench.StartAsync(new SimulatorOptions { Conversations = 40, EndUsers = 20, Months = 1 }, speed: 100);
}
