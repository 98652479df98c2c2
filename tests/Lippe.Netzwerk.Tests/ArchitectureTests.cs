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

    [TestCaseSource(nameof(Features))]
    public void A_feature_uses_no_class_of_another_feature(string feature)
    {
        var own = Types().That().ResideInNamespaceMatching(Inside($@"Features\.{feature}"))
            .Or().HaveFullNameMatching(Views(feature));
        var others = Types().That().ResideInNamespaceMatching(
            $@"^Lippe\.Netzwerk\.Features\.(?!({feature}|Components)(\.|$))\w");
        Assert.That(Trespasses(own.Should().NotDependOnAny(others)), Is.Empty);
    }

    [Test]
    public void Every_view_is_a_class_of_its_feature() => Assert.That(
        Features().Sum(feature => Types().That().HaveFullNameMatching(Views(feature)).GetObjects(Hub)
            .Count(view => !view.IsNested)),
        Is.EqualTo(Files("Features", "*.cshtml").Count(file => Path.GetDirectoryName(file) != Folder("Features"))));

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

    private static IEnumerable<string> Features() =>
        Directory.EnumerateDirectories(Folder("Features")).Select(folder => Path.GetFileName(folder)!);

    private static string Folder(string name) => Path.Combine(Source, name);

    // As the compiler of views names them.
    private static string Views(string feature) => $@"^AspNetCoreGeneratedDocument\.Features_{feature}_";

    private static string Inside(string room) => $@"^Lippe\.Netzwerk\.{room}(\.|$)";

    private static IEnumerable<string> Trespasses(IArchRule rule) =>
        rule.Evaluate(Hub).Where(result => !result.Passed).Select(result => result.Description);

    private static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Folder(folder), pattern, SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Source, file)
            .Split(Path.DirectorySeparatorChar)
            .Any(part => part is "bin" or "obj" or "node_modules"));

    [GeneratedRegex(
        @"\sstyle\s*=|\son[a-z]+\s*=\s*[""']|<style|<script(?![^>]*\ssrc=)|href\s*=\s*[""']javascript:",
        RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
