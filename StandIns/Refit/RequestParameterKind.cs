namespace Refit;

/// <summary>The part of a request that a parameter goes to.</summary>
internal enum RequestParameterKind
{
    Path,
    Query,
    Url,
    Header,
    Body,
    CancellationToken,
}
