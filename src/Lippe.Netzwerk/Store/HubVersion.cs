using System.Reflection;

namespace Lippe.Netzwerk.Store;

/// <summary>Which version of the program runs.</summary>
public static class HubVersion
{
    // Enough of a commit's name to find it.
    private const int CommitLetters = 8;

    /// <summary>For example <c>1.4.0 (a1b2c3d4)</c>; without a commit where none is known.</summary>
    public static string Text { get; } = Of(
        typeof(HubVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    private static string Of(string full) => full.Split('+') is [var version, { Length: >= CommitLetters } commit]
        ? $"{version} ({commit[..CommitLetters]})"
        : full;
}
