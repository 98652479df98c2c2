namespace Lippe.Netzwerk.Tests.Support;

/// <summary>A property of every <see cref="AnyText"/>.</summary>
public sealed class ForAnyTextAttribute : PropertyAttribute
{
    public ForAnyTextAttribute()
    {
        Arbitrary = [typeof(AnyText)];
        MaxTest = 300;
    }
}
