using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using Lippe.Netzwerk.Hosting;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Lippe.Netzwerk.Tests;

/// <summary>Who may know whom.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Source = Path.Combine(HubFolders.Find("src"), "Lippe.Netzwerk");

    private static readonly Architecture Hub =
        new ArchLoader().LoadAssembly(typeof(HubApplication).Assembly).Build();

    // Each room may use those before it, and none behind or beside it.
    private static readonly string[][] Rooms =
        [["Domain"], ["Sources"], ["Store"], ["Search", "Mail", "Web"], ["Features"], ["Hosting"]];

    private static IEnumerable<TestCaseData<string, string[]>> Arrows() =>
        from place in Enumerable.Range(0, Rooms.Length)
        from room in Rooms[place]
        select new TestCaseData<string, string[]>(
            room, [.. Rooms[place].Where(beside => beside != room), .. Rooms.Skip(place + 1).SelectMany(r => r)]);

    [TestCaseSource(nameof(Arrows))]
    public void A_room_uses_none_of_those_that_use_it(string room, string[] others)
    {
        var trespasses = others.SelectMany(other => Trespasses(Types().That().ResideInNamespaceMatching(Inside(room))
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(Inside(other)))));
        Assert.That(trespasses, Is.Empty);
    }

    [Test]
    public void A_room_has_classes() => Assert.That(
        Rooms.SelectMany(rooms => rooms).Where(room => !Types().That().ResideInNamespaceMatching(Inside(room))
            .GetObjects(Hub).Any()),
        Is.Empty);

    [Test]
    public void A_feature_uses_no_class_of_another_feature()
    {
        var features = Directory.EnumerateDirectories(Path.Combine(Source, "Features"))
            .Select(folder => Path.GetFileName(folder)!)
            .ToList();
        var trespasses =
            from feature in features
            let folder = Path.Combine("Features", feature)
            from file in Files(folder, "*.cs").Concat(Files(folder, "*.cshtml"))
            from Match match in FeatureName().Matches(File.ReadAllText(file))
            let other = match.Groups[1].Value
            where other != feature && other != "Components" && features.Contains(other)
            select $"{Path.GetRelativePath(Source, file)} uses {other}";
        Assert.That(trespasses, Is.Empty);
    }

    [Test]
    public void Views_hold_no_style_and_no_script_of_their_own()
    {
        // Mails are no pages: their programs know nothing but inline styles.
        var views = Files("Features", "*.cshtml")
            .Concat(Files("Features", "*.razor"))
            .Where(file => !Path.GetFileName(file).Contains("Mail", StringComparison.Ordinal));
        var styled = views.Where(file => Inline().IsMatch(File.ReadAllText(file)));
        Assert.That(styled.Select(file => Path.GetRelativePath(Source, file)), Is.Empty);
    }

    [Test]
    public void File_names_are_unique_so_that_one_can_be_found_by_its_type()
    {
        var names = Files("", "*.cs")
            .Select(Path.GetFileName)
            .GroupBy(name => name)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key);
        Assert.That(names, Is.Empty);
    }

    private static string Inside(string room) => $@"^Lippe\.Netzwerk\.{room}(\.|$)";

    private static IEnumerable<string> Trespasses(IArchRule rule) =>
        rule.Evaluate(Hub).Where(result => !result.Passed).Select(result => result.Description);

    private static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Source, folder), pattern, SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Source, file)
            .Split(Path.DirectorySeparatorChar)
            .Any(part => part is "bin" or "obj" or "node_modules"));

    [GeneratedRegex(@"\bFeatures\.(\w+)")]
    private static partial Regex FeatureName();

    [GeneratedRegex(
        @"\sstyle\s*=|\son[a-z]+\s*=\s*[""']|<style|<script(?![^>]*\ssrc=)|href\s*=\s*[""']javascript:",
        RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
