using System.ComponentModel;
using System.Reflection;
using Lippe.Netzwerk.Sources;

namespace Lippe.Netzwerk.Hosting;

/// <summary>Reads an operator's settings; what it knows of their names is what the types of the settings say.</summary>
internal static class SettingsReader
{
    private const string Section = "Hub";
    private const string Connection = "ConnectionStrings:Hub";

    // A slip of the finger, or two in a longer word.
    private const int LettersPerMistake = 4;

    // Every setting there is, as the configuration calls it.
    private static readonly IReadOnlyList<string> Names = [.. NamesOf(typeof(HubSettings), Section), Connection];

    /// <exception cref="NotSupportedException">Some cannot be read; says of each what it should look like.</exception>
    public static HubSettings Read(IConfiguration configuration)
    {
        var reading = Consider(configuration);
        HubSettings.Refuse(reading.Faults);
        return reading.Settings;
    }

    /// <summary>Reads what can be read, and says what is wrong with the rest, which is left at its default.</summary>
    public static SettingsReading Consider(IConfiguration configuration)
    {
        var faults = FaultsIn(configuration.GetSection(Section), typeof(HubSettings), "")
            .Concat(MisspeltConnections(configuration)).ToList();
        var faulty = faults.Select(fault => fault.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var sound = new ConfigurationBuilder().AddInMemoryCollection(configuration.AsEnumerable()
            .Where(pair => pair.Value is not null && !faulty.Contains(pair.Key))).Build();
        var settings = sound.GetSection(Section).Get<HubSettings>() ?? new HubSettings();
        settings.ConnectionString ??= sound.GetConnectionString(Section);
        return new SettingsReading(settings, [.. faults.Select(fault => fault.Words)], [.. Strays(configuration)]);
    }

    // What the binder says of such a value names a type, and no operator knows types.
    private static IEnumerable<(string Path, string Words)> FaultsIn(
        IConfigurationSection section, Type settings, string prefix)
    {
        var properties = Settable(settings).ToDictionary(p => p.Name, p => p, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (!properties.TryGetValue(child.Key, out var property))
            {
                foreach (var leaf in Leaves(child))
                    yield return (leaf, Unknown(leaf));
            }
            else if (IsGroup(property))
            {
                foreach (var fault in FaultsIn(child, property.PropertyType, $"{prefix}{property.Name}__"))
                    yield return fault;
                if (child.Value is { Length: > 0 })
                    yield return (child.Path, Unknown(child.Path));
            }
            else if (child.Value is null)
            {
                foreach (var leaf in Leaves(child))
                    yield return (leaf, Unknown(leaf));
            }
            else if (FormOf(property.PropertyType) is { } form && SettingForms.FaultOf(
                prefix + property.Name, child.Value, Reads(property.PropertyType, child.Value), form) is { } fault)
            {
                yield return (child.Path, fault);
            }
        }
    }

    // Without it the hub would start a database of its own, in silence.
    private static IEnumerable<(string Path, string Words)> MisspeltConnections(IConfiguration configuration) =>
        from path in configuration.GetChildren().SelectMany(Leaves)
        where IsOther(path) && !path.Equals(Connection, StringComparison.OrdinalIgnoreCase)
            && EditDistance.IsWithin(2, Letters(path), Letters(Connection))
        select (path, Unknown(path));

    // HUB_PORT may as well be told by whatever runs the program, of somebody else's hub.
    private static IEnumerable<string> Strays(IConfiguration configuration) =>
        from path in configuration.GetChildren().SelectMany(Leaves)
        where IsOther(path) && !EditDistance.IsWithin(2, Letters(path), Letters(Connection))
        from name in Names
        where Letters(path) == Letters(name)
        select $"{InEnvironment(path)} wird nicht gelesen. Meinten Sie {InEnvironment(name)}?";

    private static bool IsOther(string path) =>
        !path.StartsWith($"{Section}:", StringComparison.OrdinalIgnoreCase);

    private static string Unknown(string path) => Nearest(path) is { } name
        ? $"{InEnvironment(path)} gibt es nicht. Meinten Sie {InEnvironment(name)}?"
        : $"{InEnvironment(path)} gibt es nicht. Alle Namen stehen in der README unter „Einstellungen“.";

    private static string? Nearest(string path) => Enumerable.Range(0, 1 + (Letters(path).Length / LettersPerMistake))
        .Select(mistakes => Names.FirstOrDefault(name =>
            EditDistance.IsWithin(mistakes, Letters(path), Letters(name))))
        .FirstOrDefault(name => name is not null)
        ?? Names.FirstOrDefault(name => LastOf(name).Equals(LastOf(path), StringComparison.OrdinalIgnoreCase));

    private static string LastOf(string path) => path[(path.LastIndexOf(':') + 1)..];

    private static string Letters(string path) =>
        string.Concat(path.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static string InEnvironment(string path) => path.Replace(":", "__", StringComparison.Ordinal);

    private static IEnumerable<string> Leaves(IConfigurationSection section)
    {
        var below = section.GetChildren().SelectMany(Leaves);
        return section.Value is null ? below : below.Prepend(section.Path);
    }

    private static IEnumerable<string> NamesOf(Type settings, string path) => Settable(settings).SelectMany(property =>
        IsGroup(property)
            ? NamesOf(property.PropertyType, $"{path}:{property.Name}")
            : [$"{path}:{property.Name}"]);

    private static IEnumerable<PropertyInfo> Settable(Type settings) =>
        settings.GetProperties().Where(property => property.CanWrite);

    private static bool IsGroup(PropertyInfo property) =>
        property.PropertyType.IsClass && property.PropertyType.Assembly == property.DeclaringType!.Assembly;

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

/// <summary>What an operator set.</summary>
/// <param name="Settings">All that can be read.</param>
/// <param name="Faults">What cannot be, or does not exist.</param>
/// <param name="Doubts">What is named almost like a setting and is none.</param>
internal sealed record SettingsReading(
    HubSettings Settings, IReadOnlyList<string> Faults, IReadOnlyList<string> Doubts);
