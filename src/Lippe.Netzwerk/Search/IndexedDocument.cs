using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Search;

/// <summary>What search must know of a document to rank, narrow and count it.</summary>
internal sealed class IndexedDocument : IHasAudience
{
    public required Guid Id { get; init; }

    /// <summary>The transaction that wrote the entry.</summary>
    public required ulong Written { get; init; }

    public required DocumentKind Kind { get; init; }

    public required DocumentState State { get; init; }

    public required Visibility Visibility { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required Guid? ResponsibleId { get; init; }

    public required string[] Topics { get; init; }

    public required string Title { get; init; }

    /// <summary>The title as <see cref="GermanFold"/> makes it.</summary>
    public string FoldedTitle => field ??= GermanFold.Fold(Title);

    /// <summary>When it was published, or else changed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The year it is about: of the meeting, or else of <see cref="At"/>.</summary>
    public required int Year { get; init; }
}
