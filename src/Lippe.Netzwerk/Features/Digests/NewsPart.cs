using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>
/// The part of new and changed documents: told to each reader as far as they may see it and asked for it, most personal
/// first.
/// </summary>
internal static class NewsPart
{
    public static async Task<Telling> GatherAsync(DigestSources sources, CancellationToken cancellation)
    {
        var searches = await DigestSearches.ReadAsync(sources, cancellation);
        return (letter, limit) =>
            Tell(sources.News, letter, letter.Reader with { Searched = searches.Of(letter.Reader) }, limit);
    }

    /// <summary>The key of what one does without who does without items so near.</summary>
    public static string Of(Nearness nearness) => nearness switch
    {
        Nearness.OwnSearches => DigestParts.OwnSearches,
        Nearness.OwnMunicipality => DigestParts.OwnMunicipality,
        Nearness.OwnTopics => DigestParts.OwnTopics,
        _ => DigestParts.Network,
    };

    // New before changed, each item once.
    private static List<LetterSection> Tell(
        IReadOnlyList<NewsItem> items, Letter letter, DigestReader reader, int limit)
    {
        var pinned = new List<NewsItem>();
        var places = new List<NewsItem>?[2 * DigestReader.Places];
        var count = 0;
        foreach (var item in items)
        {
            // The rule of VisibleTo, without a query made anew for each of thousands of readers.
            var pick = letter.Issue?.PickOf(item.Id) ?? DigestPick.None;
            if (pick == DigestPick.Hidden || !reader.Viewer.MaySee(item)
                || !(reader.Wants(item) || pick == DigestPick.Pinned)
                || item.Told(letter.Window!, reader.Viewer) is not { } news || letter.Known.Contains(news.Key))
                continue;
            count++;
            if (pick == DigestPick.Pinned)
            {
                pinned.Add(news);
                continue;
            }

            var place = places[(2 * (int)reader.Nearness(item)) + (news.IsNew ? 0 : 1)] ??= [];
            if (place.Count < limit)
                place.Add(news);
        }

        var first = pinned.OrderBy(item => letter.Issue!.Pinned.IndexOf(item.Id)).Take(limit).ToList();
        var ranked = places.SelectMany(place => place ?? []).Take(limit - first.Count).ToList();
        return Sections(first, ranked.GroupBy(reader.Nearness), reader, count - first.Count - ranked.Count);
    }

    private static List<LetterSection> Sections(
        List<NewsItem> pinned, IEnumerable<IGrouping<Nearness, NewsItem>> groups, DigestReader reader, int more)
    {
        var sections = groups
            .Select(group => new NewsSection(reader.Heading(group.Key), [.. group])
            {
                // Without an account one has chosen nothing and can leave out nothing.
                Part = reader.IsMember ? Of(group.Key) : null,
            })
            .ToList();
        if (pinned.Count > 0)
            sections.Insert(0, new NewsSection("Empfohlen", pinned));
        // What is only counted stands below the last item; where reviews left no place for any, below a heading of its
        // own.
        if (sections.Count == 0 && more > 0)
            sections.Add(new NewsSection("Neues", []));
        if (more > 0)
            sections[^1] = sections[^1] with { More = more };
        return [.. sections];
    }
}

/// <summary>New and changed documents under one heading.</summary>
public sealed record NewsSection(string Heading, IReadOnlyList<NewsItem> Items) : LetterSection(Heading)
{
    /// <summary>How many more there are than all sections of a letter tell about.</summary>
    public int More { get; init; }

    /// <summary>The same in words.</summary>
    public string MoreItems => More == 1 ? "1 weiteres Dokument" : $"{More.Grouped()} weitere Dokumente";

    public override int Count => Items.Count;

    public override IEnumerable<string> Keys => Items.Select(item => item.Key);

    public override IEnumerable<string> Titles => Items.Select(item => item.Title);

    public override Type Partial => typeof(NewsMail);

    public override void Write(MailText text, MailLinks links)
    {
        foreach (var item in Items)
            text.Line(item.Title).Filled(item.Sentence()).Line(item.Facts()).Line(links.To(item.Path)).Line();
        if (More > 0)
            text.Line($"Und {MoreItems}: {links.More}").Line();
    }
}
