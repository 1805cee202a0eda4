using System.Diagnostics.CodeAnalysis;

namespace Refit;

/// <summary>
/// Implements an interface whose methods carry a <see cref="HttpMethodAttribute"/> and return
/// <c>Task&lt;HttpResponseMessage&gt;</c>.
/// </summary>
public static class RestService
{
    /// <summary>The form for any program. A trimmed one has to use <see cref="ForGenerated{T}"/>, here as in Refit.</summary>
    [RequiresUnreferencedCode("RestService.For may build its requests through reflection; a trimmed program uses RestService.ForGenerated.")]
    [RequiresDynamicCode("The implementation of the interface is made at run time.")]
    public static T For<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(HttpClient client) => ForGenerated<T>(client);

    /// <summary>
    /// The form that is safe to trim. Refit takes the implementation from its source generator; here it is made at
    /// run time, from members that the annotation keeps.
    /// </summary>
    [RequiresDynamicCode("The implementation of the interface is made at run time.")]
    public static T ForGenerated<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(HttpClient client) => RequestProxy.Implement<T>(client);
}
