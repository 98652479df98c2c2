using FsCheck;
using FsCheck.Fluent;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>A document's file with any content a form or an import can store.</summary>
public sealed record AnyFile(SourceFile File)
{
    private static readonly Gen<DateOnly?> Day =
        Gen.Choose(0, 40_000).Select(n => n == 0 ? (DateOnly?)null : new DateOnly(1950, 1, 1).AddDays(n));

    private static readonly Gen<int?> Number = Gen.Choose(-1, 100_000).Select(n => n < 0 ? (int?)null : n);

    private static readonly Gen<decimal?> Days = Number.Select(n => n / 4m);

    private static readonly Gen<GuideFacts> Guide =
        from appliesTo in AnyText.StoredLine.Where(line => line.Length > 0)
        from effort in AnyText.StoredLine
        from level in Gen.Elements<GuideLevel?>(null, GuideLevel.Beginner, GuideLevel.Expert)
        select new GuideFacts { AppliesTo = appliesTo, Effort = effort, Level = level };

    private static readonly Gen<Software> OneSoftware =
        from name in AnyText.StoredLine.Where(line => line.Length > 0)
        from licence in AnyText.StoredLine
        from link in AnyText.StoredLine
        select new Software { Name = name, Licence = licence, Link = link };

    private static readonly Gen<ProjectFacts> Project =
        from problem in AnyText.Stored.Where(text => text.Length > 0)
        from cost in AnyText.StoredLine
        from days in Days
        from inhabitants in Number
        from prerequisites in AnyText.StoredLines
        from software in OneSoftware.ListOf()
        from contact in AnyText.StoredLine
        select new ProjectFacts
        {
            Problem = problem,
            CostOnce = cost,
            EffortPersonDays = days,
            InhabitantsFrom = inhabitants,
            Prerequisites = prerequisites,
            Software = [.. software.Take(3)],
            Contact = contact,
        };

    private static readonly Gen<MinutesFacts> Minutes =
        from day in Day
        from place in AnyText.StoredLine.Where(line => line.Length > 0)
        from attendees in AnyText.StoredLines
        from agenda in AnyText.StoredLines
        select new MinutesFacts { Date = day, Place = place, Attendees = attendees, Agenda = agenda };

    private static readonly Gen<object> Facts =
        Gen.OneOf(Guide.Select(f => (object)f), Project.Select(f => (object)f), Minutes.Select(f => (object)f));

    private static readonly Gen<Draft> Draft =
        from title in AnyText.StoredLine.Where(line => line.Length > 0)
        from summary in AnyText.StoredLine
        from body in AnyText.Generator.Select(text => PlainText.Clean(text.Value).Trim('\n'))
        from state in Gen.Elements(Enum.GetValues<DocumentState>())
        from visibility in Gen.Elements(Enum.GetValues<Visibility>())
        from reviewed in Day
        from due in Day
        from facts in Facts
        select new Draft
        {
            Title = title,
            Summary = summary,
            Body = body,
            Topics = ["verwaltung", "bildung-lernen"],
            MunicipalityId = Guid.Empty,
            State = state,
            Visibility = visibility,
            ReviewedOn = reviewed,
            ReviewDue = due,
            Facts = facts,
        };

    public override string ToString() => SourceWriter.Write(File);

    /// <summary>For properties of files.</summary>
    public static Arbitrary<AnyFile> Arbitrary() => (
        from draft in Draft
        from published in Day
        let file = new SourceFile { MunicipalitySlug = "lemgo", PublishedOn = published, Draft = draft }
        select new AnyFile(file with { Kind = file.KindOfFacts })).ToArbitrary();
}
