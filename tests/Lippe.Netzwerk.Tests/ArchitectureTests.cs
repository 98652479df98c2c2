using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Lippe.Netzwerk.Hosting;

namespace Lippe.Netzwerk.Tests;

/// <summary>Who may know whom.</summary>
public sealed partial class ArchitectureTests
{
    private const string Root = "Lippe.Netzwerk";

    private static readonly string Source = Path.Combine(HubFolders.Find("src"), Root);

    // Each room may use those before it, and none behind or beside it. A feature is a room, and so are the classes
    // right in the folder of all features; Program lies in none.
    private static readonly string[][] Rooms =
    [
        ["Domain"], ["Sources"], ["Store"], ["Search", "Mail", "Web"], ["Features"], ["Features.Components"],
        [.. Features().Except(["Features.Components"])], ["Hosting"], [""],
    ];

    // The rooms that know a package; every other goes through them.
    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["Lucene"] = ["Search"],
        ["MailKit"] = ["Mail"],
        ["MimeKit"] = ["Mail"],
        ["Markdig"] = ["Sources"],
        ["Hangfire"] =
        [
            "Features", "Features.Deliveries", "Features.Digests", "Features.Invitations", "Features.JobRuns",
            "Features.Operations", "Features.Outbox", "Features.Subscriptions", "Hosting",
        ],
    };

    private IType[] _classes = [];

    private static IEnumerable<string> AllRooms() => Rooms.SelectMany(rooms => rooms);

    // Reading the assembly takes ten seconds, which a run of other tests should not wait for.
    [OneTimeSetUp]
    public void ReadClasses() => _classes =
    [
        .. new ArchLoader().LoadAssembly(typeof(HubApplication).Assembly).Build().Types
            .Where(type => !OfCompiler().IsMatch(type.FullName)),
    ];

    [Test]
    public void Every_class_is_in_a_room_and_every_room_has_classes() =>
        Assert.That(_classes.Select(RoomOf).Distinct(), Is.EquivalentTo(AllRooms()));

    [TestCaseSource(nameof(AllRooms))]
    public void A_room_uses_none_of_those_that_use_it(string room)
    {
        var ours = _classes.Select(type => type.FullName).ToHashSet();
        var trespasses =
            from type in _classes
            where RoomOf(type) == room
            from used in Used(type)
            where ours.Contains(used.FullName) && !MayUse(room, RoomOf(used))
            select $"{type.FullName} → {used.FullName}";
        Assert.That(trespasses.Distinct(), Is.Empty);
    }

    // The compiler copies constants, so that only the source tells whose they are.
    [Test]
    public void A_source_names_no_class_its_room_may_not_use()
    {
        var rooms = _classes.SelectMany(type => new[] { type.FullName, type.Namespace.FullName }.Distinct()
            .Select(name => (Name: name, Room: RoomOf(type)))).DistinctBy(known => known.Name)
            .ToDictionary(known => known.Name, known => known.Room);
        var trespasses =
            from file in Files("", "*.cs").Concat(Files("", "*.cshtml")).Concat(Files("", "*.razor"))
            from name in NamesIn(File.ReadAllText(file)).Where(rooms.ContainsKey)
            where !MayUse(RoomOf(NamespaceOf(file)), rooms[name])
            select $"{Path.GetRelativePath(Source, file)} → {name}";
        Assert.That(trespasses.Distinct(), Is.Empty);
    }

    [Test]
    public void A_namespace_is_the_path_of_its_folder()
    {
        var strangers = Files("", "*.cs").Where(file => Path.GetFileName(file) != "Program.cs"
            && !Namespace().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)
                .SequenceEqual([NamespaceOf(file)]));
        Assert.That(strangers.Select(file => Path.GetRelativePath(Source, file)), Is.Empty);
    }

    [Test]
    public void A_package_is_known_only_where_it_belongs()
    {
        var trespasses =
            from type in _classes
            from used in Used(type)
            where Packages.TryGetValue(used.FullName.Split('.')[0], out var rooms) && !rooms.Contains(RoomOf(type))
            select $"{type.FullName} → {used.FullName}";
        Assert.That(trespasses.Distinct(), Is.Empty);
    }

    [Test]
    public void Every_view_is_a_class_of_its_feature() => Assert.That(
        _classes.Count(type => View().IsMatch(type.FullName) && !type.IsNested),
        Is.EqualTo(Files("Features", "*.cshtml").Count()));

    [Test]
    public void Every_page_says_where_one_is()
    {
        // Start is where all ways begin, and a page that failed is nowhere.
        string[] others = ["Features/Home/Index.cshtml", "Features/Errors/Show.cshtml"];
        var lost = Files("Features", "*.cshtml")
            .Where(file => !Path.GetFileName(file).StartsWith('_'))
            .Where(file => !file.Contains("/Components/", StringComparison.Ordinal)
                && !File.ReadAllText(file).Contains("<vc:breadcrumb ", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Source, file));
        Assert.That(lost, Is.EquivalentTo(others));
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

    private static bool MayUse(string room, string other) =>
        room == other || (PlaceOf(other) >= 0 && PlaceOf(other) < PlaceOf(room));

    private static int PlaceOf(string room) => Array.FindIndex(Rooms, rooms => rooms.Contains(room));

    private static string RoomOf(IType type) => View().Match(type.FullName) is { Success: true } view
        ? $"Features.{view.Groups[1].Value}".TrimEnd('.')
        : RoomOf(type.Namespace.FullName);

    // A namespace of no known shape is its own, unknown room.
    private static string RoomOf(string name) =>
        Room().Match(name) is { Success: true } room ? room.Groups[1].Value : name;

    private static IEnumerable<IType> Used(IType type) =>
        type.Dependencies.Select(dependency => dependency.Target).Distinct();

    // Everything a dotted name can mean: from its beginning on, as a whole or seen from a namespace around it.
    private static IEnumerable<string> NamesIn(string source) =>
        from dotted in Dotted().Matches(source).Select(match => match.Value).Distinct()
        let steps = dotted.Split('.')
        from length in Enumerable.Range(2, steps.Length - 1)
        let name = string.Join('.', steps.Take(length))
        from around in new[] { "", "Lippe.", $"{Root}.", $"{Root}.Features." }
        select around + name;

    private static string NamespaceOf(string file) =>
        Path.GetRelativePath(Path.GetDirectoryName(Source)!, Path.GetDirectoryName(file)!)
            .Replace(Path.DirectorySeparatorChar, '.');

    private static IEnumerable<string> Features() =>
        Directory.EnumerateDirectories(Folder("Features")).Select(folder => $"Features.{Path.GetFileName(folder)}");

    private static string Folder(string name) => Path.Combine(Source, name);

    private static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Folder(folder), pattern, SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Source, file)
            .Split(Path.DirectorySeparatorChar)
            .Any(part => part is "bin" or "obj" or "node_modules"));

    [GeneratedRegex(@"^Lippe\.Netzwerk\.?((?!Features\.)\w*|Features\.\w+)")]
    private static partial Regex Room();

    // As the compiler of views names them; those right in the folder of all features have no word between the lines.
    [GeneratedRegex(@"^AspNetCoreGeneratedDocument\.Features_([A-Za-z]*)_")]
    private static partial Regex View();

    [GeneratedRegex(@"^(System|Microsoft)\.|^<")]
    private static partial Regex OfCompiler();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)+")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"^\s*namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"\sstyle\s*=|\son[a-z]+\s*=\s*[""']|<style|<script(?![^>]*\ssrc=)|href\s*=\s*[""']javascript:",
        RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
