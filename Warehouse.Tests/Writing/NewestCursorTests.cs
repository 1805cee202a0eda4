using System.Text;
using Dixa.Warehouse.Harness;

namespace Dixa.Warehouse.Writing;

/// <summary>The latest cursor of what has come.</summary>
public sealed class NewestCursorTests
{
    [Fact]
    public void ItIsTheLatestWhateverTheOrder() =>
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(30), Of("updated_at", """{"id":1,"updated_at":20}""", """{"updated_at":30,"id":2}""", """{"id":3,"updated_at":10}"""));

    [Fact]
    public void ADateTimeWillDo() =>
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Of("activityTimestamp", """{"activityTimestamp":"2026-01-02T04:04:05+01:00"}"""));

    [Theory]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"updated_at":null}""")]
    [InlineData("""{"updated_at":"soon"}""")]
    [InlineData("""{"updated_at":1e400}""")]
    [InlineData("""{"updated_at":-1}""")]
    [InlineData("""{"updated_at":99999999999999999}""")]
    [InlineData("""{"nested":{"updated_at":5}}""")]
    public void WhatIsNoTimeIsPassedOver(string data) => Assert.Null(Of("updated_at", data));

    [Theory]
    [InlineData("")]
    [InlineData("{\"type\":\"RECORD\",\"record\":{\"data\":{\"updated_at\":")]
    [InlineData("{\"type\":\"RECORD\",\"record\":5}")]
    [InlineData("[]")]
    public void ALineThatIsBrokenIsForWhoeverReadsTheWholeOfIt(string line)
    {
        var newest = new NewestCursor("updated_at");
        newest.See(Encoding.UTF8.GetBytes(line));

        Assert.Null(newest.Time);
    }

    private static DateTimeOffset? Of(string property, params string[] records)
    {
        var newest = new NewestCursor(property);
        foreach (var record in records)
        {
            newest.See(Encoding.UTF8.GetBytes(Some.Record("people", record)));
        }

        return newest.Time;
    }
}
