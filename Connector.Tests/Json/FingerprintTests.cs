using System.Text;

namespace Dixa.Connector.Json;

public sealed class FingerprintTests
{
    /// <summary>Every byte counts, wherever it stands, and so do the order and the number of bytes.</summary>
    [Fact]
    public void WhatDiffersInAByteHasAnotherFingerprint()
    {
        var random = new Random(20260101);
        var prints = new HashSet<ulong>();
        for (var length = 0; length < 300; length++)
        {
            var bytes = new byte[length];
            Assert.True(prints.Add(Fingerprint.Of(bytes)));
            random.NextBytes(bytes);
            var print = Fingerprint.Of(bytes);
            for (var at = 0; at < length; at++)
            {
                var bit = (byte)(1 << random.Next(8));
                bytes[at] ^= bit;
                Assert.True(prints.Add(Fingerprint.Of(bytes)), $"byte {at} of {length}");
                bytes[at] ^= bit;
            }

            Assert.Equal(print, Fingerprint.Of(bytes));
        }
    }

    [Fact]
    public void PiecesThatChangePlacesChangeIt()
    {
        var pieces = Enumerable.Range(0, 40).Select(i => $"{i:x8}").ToArray();
        var prints = new HashSet<ulong>();
        for (var first = 0; first < pieces.Length; first++)
        {
            for (var second = first + 1; second < pieces.Length; second++)
            {
                (pieces[first], pieces[second]) = (pieces[second], pieces[first]);
                Assert.True(prints.Add(Fingerprint.Of(Encoding.UTF8.GetBytes(string.Concat(pieces)))));
                (pieces[first], pieces[second]) = (pieces[second], pieces[first]);
            }
        }
    }

    /// <summary>Alike rows, which differ in a few digits, are as far from each other as random ones.</summary>
    [Fact]
    public void EveryBitOfItDependsOnEveryDigit()
    {
        const int Rows = 20_000;
        var ones = new int[64];
        for (var row = 0; row < Rows; row++)
        {
            var print = Fingerprint.Of(Encoding.UTF8.GetBytes($$"""{"id":{{row}},"updated_at":1741083573456,"status":"closed"}"""));
            for (var bit = 0; bit < ones.Length; bit++)
            {
                ones[bit] += (int)(print >> bit) & 1;
            }
        }

        Assert.All(ones, count => Assert.InRange(count, Rows * 0.47, Rows * 0.53));
    }

    /// <summary>The id of a contact endpoint without address and number is made of it, so it may not change from version to version.</summary>
    [Fact]
    public void ItIsTheSameInEveryVersionAndOnEveryMachine() =>
        Assert.Equal(33601057320672546UL, Fingerprint.Of("""{"_type":"PushContactEndpoint","name":"A kind that has neither an address nor a number."}"""u8));

    [Theory]
    [InlineData("""{"id":1,"type":"a","x":1}""", """{"type":"a","id":1,"x":2}""", false)]
    [InlineData("""{"id":1,"type":"a","x":1}""", """{"id":1,"type":"a","x":2}""", true)]
    [InlineData("""{"id":1,"type":"a"}""", """{"id":1,"type":"b"}""", false)]
    [InlineData("""{"id":1,"type":"a"}""", """{"id":12,"type":"a"}""", false)]
    [InlineData("""{"id":1,"type":null,"x":1}""", """{"id":1,"type":null,"x":2}""", false)]
    [InlineData("""{"id":1,"x":1}""", """{"id":1,"x":1}""", true)]
    public void TheIdentityIsThatOfTheKeyAndOfTheWholeRowWhereItHasNone(string left, string right, bool isSame)
    {
        var shape = new RecordShape(["id", "type"], "x");

        Assert.Equal(isSame, shape.IdentityOf(Encoding.UTF8.GetBytes(left)) == shape.IdentityOf(Encoding.UTF8.GetBytes(right)));
    }
}
