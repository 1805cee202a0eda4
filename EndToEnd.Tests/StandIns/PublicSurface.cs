using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dixa.Connector.StandIns;

/// <summary>The public members of an assembly, a line each: what a caller's code can be compiled against.</summary>
/// <remarks>
/// Members that a type inherits within its assembly stand with the type that callers name. What every object has, and whether a
/// reference may be null, is left out: no caller compiles otherwise for it.
/// </remarks>
internal static class PublicSurface
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    private static readonly string[] OfEveryObject = [nameof(Equals), nameof(GetHashCode), nameof(ToString), nameof(GetType)];

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Of).Distinct();

    private static IEnumerable<string> Of(Type type)
    {
        string[] supertypes = [.. type.GetInterfaces().Append(type.BaseType).OfType<Type>().Where(IsCaught).Select(Name).Order(StringComparer.Ordinal)];
        yield return $"{Kind(type)} {Name(type)}{(supertypes.Length == 0 ? "" : $" : {string.Join(", ", supertypes)}")}";
        var declared = type.IsInterface ? type.GetInterfaces().Prepend(type).SelectMany(each => each.GetMembers(Public)) : type.GetMembers(Public);
        foreach (var member in declared.Where(member => member.DeclaringType!.Assembly == type.Assembly && !OfEveryObject.Contains(member.Name)))
        {
            if (Signature(member) is { } signature)
            {
                yield return $"{Name(type)}.{signature}";
            }
        }
    }

    /// <summary>What callers do with a type that its members don't show: they catch it, await its disposal, or write it in brackets.</summary>
    private static bool IsCaught(Type supertype) =>
        supertype == typeof(Exception) || supertype == typeof(Attribute) || supertype == typeof(IAsyncDisposable);

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        _ => "class",
    };

    private static string? Signature(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: true } => null,
        MethodInfo method => $"{method.Name}{Generics(method)}({Parameters(method)}) : {Name(method.ReturnType)}{TupleNames(method)}",
        PropertyInfo property => $"{property.Name} : {Name(property.PropertyType)} {{ get; {(property.SetMethod is { IsPublic: true } ? "set; " : "")}}}",
        FieldInfo { IsSpecialName: true } => null,
        FieldInfo { IsLiteral: true } constant => $"{constant.Name} = {Value(constant.GetRawConstantValue())}",
        FieldInfo field => $"{field.Name} : {Name(field.FieldType)}",
        _ => null,
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? $" = {Value(parameter.RawDefaultValue)}" : "")}"));

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string TupleNames(MethodInfo method) =>
        method.ReturnParameter.GetCustomAttribute<TupleElementNamesAttribute>() is { } tuple ? $" ({string.Join(", ", tuple.TransformNames)})" : "";

    private static string Value(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "default";

    private static string Name(Type type)
    {
        if (type.IsGenericParameter || type.IsArray)
        {
            return type.IsArray ? $"{Name(type.GetElementType()!)}[]" : type.Name;
        }

        var name = type.FullName ?? $"{type.Namespace}.{type.Name}";
        return type.IsGenericType
            ? $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : name;
    }
}
