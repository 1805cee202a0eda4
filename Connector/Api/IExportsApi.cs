using Refit;

namespace Dixa.Connector.Api;

/// <summary>The Exports API, <c>https://exports.dixa.io</c>: everything of a span of time in one answer, a bare JSON array.</summary>
/// <remarks>
/// <para>Bounds are Unix times in milliseconds, and may lie at most 31 days apart. Whether each of them is inclusive is
/// documented nowhere. The order of the rows is not either.</para>
/// <para>An answer may be of any size, so it is handed out as soon as its headers are here. Whoever calls disposes it.</para>
/// </remarks>
public interface IExportsApi
{
    /// <summary>Conversations that were last updated between the bounds.</summary>
    [Get("/v1/conversation_export")]
    Task<HttpResponseMessage> ExportConversations(
        [AliasAs("updated_after")] long updatedAfter,
        [AliasAs("updated_before")] long updatedBefore,
        CancellationToken cancellationToken);

    /// <summary>Messages that were created between the bounds. A message has no time of update.</summary>
    [Get("/v1/message_export")]
    Task<HttpResponseMessage> ExportMessages(
        [AliasAs("created_after")] long createdAfter,
        [AliasAs("created_before")] long createdBefore,
        CancellationToken cancellationToken);
}
