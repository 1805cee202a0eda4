using Dixa.Connector.Diagnostics;

namespace Dixa.Connector.State;

/// <summary>The checkpoints of lists: pages, and parents of a small list.</summary>
public sealed class ListCheckpointTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("{}", null)]
    [InlineData("{\"next_page\":null}", null)]
    [InlineData("{\"__ab_full_refresh_sync_complete\":true,\"next_page\":\"/v1/endusers?pageKey=x\"}", null)]
    [InlineData("{\"next_page\":\"/v1/endusers?pageKey=x\"}", "/v1/endusers?pageKey=x")]
    public void AListBeginsAtThePageThatItsStateNames(string? state, string? link) =>
        Assert.Equal(link, PageCheckpoint.Parse(Saved.State(state)).NextPage);

    [Fact]
    public void ThePageToReadNextIsTheCheckpoint() =>
        Assert.Equal("{\"next_page\":\"/b\"}", new PageCheckpoint(NextPage: "/a").AdvanceTo("/b").Json());

    [Theory]
    [InlineData(null, null)]
    [InlineData("{\"last_parent\":\"t1\"}", "t1")]
    public void ChildrenAreResumedAfterTheirLastParent(string? state, string? parent) =>
        Assert.Equal(parent, ParentCheckpoint.Parse(Saved.State(state)).LastParent);

    [Fact]
    public void TheLastParentIsTheCheckpoint() =>
        Assert.Equal("{\"last_parent\":\"t2\"}", new ParentCheckpoint(LastParent: null).AdvanceTo("t2").Json());

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[\"t1\"]")]
    public void WhatIsNoTextIsAnError(string value)
    {
        var page = Assert.Throws<ConnectorException>(() => PageCheckpoint.Parse(Saved.State($$"""{"next_page":{{value}}}""")));
        var parent = Assert.Throws<ConnectorException>(() => ParentCheckpoint.Parse(Saved.State($$"""{"last_parent":{{value}}}""")));

        Assert.Contains($"its \"next_page\" is {value}, not a link", page.Message, StringComparison.Ordinal);
        Assert.Contains($"its \"last_parent\" is {value}, not an id", parent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheEndOfAFullRefreshIsReadFromTheBeginning()
    {
        Assert.Equal("{\"__ab_full_refresh_sync_complete\":true}", FullRefreshComplete.Instance.Json());
        Assert.Null(Saved.State(FullRefreshComplete.Instance.Json()).Resumable);
    }
}
