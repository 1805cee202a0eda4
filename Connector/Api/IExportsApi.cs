using Refit;

namespace Dixa.Connector.Api;

/// <summary>The Exports API, <c>https://exports.dixa.io</c>: all rows of a span of time in one response, a bare JSON array.</summary>
/// <remarks>
/// <para>Bounds are Unix times in milliseconds and may be at most 31 days apart. The order of the rows is not documented, nor
/// whether each bound is inclusive.</para>
/// <para>A response may have any size, so it is returned as soon as its headers have arrived. The caller disposes it.</para>
/// </remarks>
public interface IExportsApi
{
    /// <summary>Conversations that were last updated between the bounds.</summary>
    [Get("/v1/conversation_export")]
    Task<HttpResponseMessage> ExportConversations(
        [AliasAs("updated_after")] long updatedAfter,
        [AliasAs("updated_before")] long updatedBefore,
        CancellationToken cancellationToken);

    /// <summary>Messages that were created between the bounds. A message has no update time.</summary>
    [Get("/v1/message_export")]
    Task<HttpResponseMessage> ExportMessages(
        [AliasAs("created_after")] long createdAfter,
        [AliasAs("created_before")] long createdBefore,
        CancellationToken cancellationToken);
}
