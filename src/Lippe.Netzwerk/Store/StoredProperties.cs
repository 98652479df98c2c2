using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Lippe.Netzwerk.Store;

/// <summary>What of a record is stored.</summary>
/// <remarks>
/// Properties with a setter, be it private, because only a record's own verbs change it. What is derived is not stored,
/// but where it is marked <see cref="JsonIncludeAttribute"/>, so that queries can ask for it.
/// </remarks>
internal static class StoredProperties
{
    public static readonly IJsonTypeInfoResolver Resolver = new DefaultJsonTypeInfoResolver { Modifiers = { Choose } };

    private static void Choose(JsonTypeInfo type)
    {
        // Types of libraries and what a query selects stay as they are.
        var isOurs = type.Type.Assembly == typeof(StoredProperties).Assembly && type.Type.IsPublic;
        if (type.Kind != JsonTypeInfoKind.Object || !isOurs)
            return;
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            var property = type.Properties[index];
            if (property.AttributeProvider is not PropertyInfo declared)
                continue;
            if (SetterOf(declared) is { } setter)
                property.Set ??= Compile(declared, setter);
            else if (!declared.IsDefined(typeof(JsonIncludeAttribute)))
                type.Properties.RemoveAt(index);
        }
    }

    // An inherited private setter is seen only on the type that declares it.
    private static MethodInfo? SetterOf(PropertyInfo property) => property.DeclaringType!
        .GetProperty(property.Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)?.SetMethod;

    private static Action<object, object?> Compile(PropertyInfo property, MethodInfo setter)
    {
        var (record, value) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(object)));
        var call = Expression.Call(
            Expression.Convert(record, property.DeclaringType!),
            setter,
            Expression.Convert(value, property.PropertyType));
        return Expression.Lambda<Action<object, object?>>(call, record, value).Compile();
    }
}
