using System.IO.Compression;

namespace Dixa.Simulator.Recording;

/// <summary>Unpacks the copy of a body that is recorded; the client gets the body as it came.</summary>
public static class ContentDecoding
{
    public const string Gzip = "gzip";

    public static Stream Decode(Stream body, IEnumerable<string> encodings) => encodings.Where(encoding => encoding != "identity").ToArray() switch
    {
        [] => body,
        [var one] when one.Equals(Gzip, StringComparison.OrdinalIgnoreCase) => new GZipStream(body, CompressionMode.Decompress),
        _ => throw new UnrecordableException("It is packed in a way that nobody asked for."),
    };
}
