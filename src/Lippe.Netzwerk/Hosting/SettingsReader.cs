using System.ComponentModel;

namespace Lippe.Netzwerk.Hosting;

/// <summary>Reads an operator's settings.</summary>
internal static class SettingsReader
{
    private const string Section = "Hub";

    /// <exception cref="NotSupportedException">A value cannot be read; says what it should look like.</exception>
    public static HubSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        Require(section, typeof(HubSettings), "");
        var settings = section.Get<HubSettings>() ?? new HubSettings();
        settings.ConnectionString ??= configuration.GetConnectionString(Section);
        return settings;
    }

    // What the binder says of such a value names a type, and no operator knows types.
    private static void Require(IConfigurationSection section, Type settings, string prefix)
    {
        foreach (var property in settings.GetProperties().Where(property => property.CanWrite))
        {
            var (key, type) = (prefix + property.Name, property.PropertyType);
            if (section[property.Name] is { } value && FormOf(type) is { } form)
                SettingForms.Require(key, value, Reads(type, value), form);
            else if (type.IsClass && type.Assembly == settings.Assembly)
                Require(section.GetSection(property.Name), type, $"{key}__");
        }
    }

    private static bool Reads(Type type, string value) => type.IsEnum
        ? Enum.TryParse(type, value, ignoreCase: true, out var known) && Enum.IsDefined(type, known)
        : TypeDescriptor.GetConverter(type).IsValid(value);

    private static string? FormOf(Type type)
    {
        if (type.IsEnum)
            return string.Join(" oder ", Enum.GetNames(type));
        return type == typeof(int) ? SettingForms.Number
            : type == typeof(bool) ? SettingForms.Truth
            : type == typeof(TimeOnly) ? SettingForms.Time
            : null;
    }
}
