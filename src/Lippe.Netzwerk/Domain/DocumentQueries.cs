namespace Lippe.Netzwerk.Domain;

/// <summary>The one place that says who may see and change which document.</summary>
public static class DocumentQueries
{
    /// <summary>Documents the viewer may read. What is missing here is a 404 everywhere.</summary>
    public static IQueryable<T> VisibleTo<T>(this IQueryable<T> documents, Viewer viewer)
        where T : class, IHasAudience
    {
        if (viewer.IsCoordinator)
            return documents;

        if (!viewer.IsSignedIn)
            return documents.Where(d =>
                d.Visibility == Visibility.Public
                && (d.State == DocumentState.Published || d.State == DocumentState.Archived));

        var (member, municipality) = (viewer.MemberId, viewer.MunicipalityId);
        return viewer.IsWriter
            ? documents.Where(d =>
                d.ResponsibleId == member
                || d.MunicipalityId == municipality
                || (d.Visibility != Visibility.OwnMunicipality
                    && (d.State == DocumentState.Published || d.State == DocumentState.Archived)))
            : documents.Where(d =>
                d.ResponsibleId == member
                || ((d.State == DocumentState.Published || d.State == DocumentState.Archived)
                    && (d.Visibility != Visibility.OwnMunicipality || d.MunicipalityId == municipality)));
    }

    /// <summary>The same rule for a record already read.</summary>
    public static bool MaySee(this Viewer viewer, IHasAudience document)
    {
        if (viewer.IsCoordinator)
            return true;

        var isFinished = document.State is DocumentState.Published or DocumentState.Archived;
        if (!viewer.IsSignedIn)
            return isFinished && document.Visibility == Visibility.Public;

        return document.ResponsibleId == viewer.MemberId
            || (isFinished
                ? document.Visibility != Visibility.OwnMunicipality || document.MunicipalityId == viewer.MunicipalityId
                : viewer.MayWriteFor(document.MunicipalityId));
    }

    /// <summary>How far a record goes; more people read what comes later.</summary>
    public static Readers ReadBy(this IHasAudience document) => document switch
    {
        { State: not (DocumentState.Published or DocumentState.Archived) } => Readers.Writers,
        { Visibility: Visibility.OwnMunicipality } => Readers.OwnMunicipality,
        { Visibility: Visibility.Network } => Readers.Network,
        _ => Readers.Everybody,
    };

    /// <summary>Members who may change, and so release, documents of a municipality.</summary>
    public static IQueryable<Member> WritersFor(this IQueryable<Member> members, Guid municipalityId) =>
        members.Where(m =>
            m.Role == Role.Coordinator || (m.Role == Role.Officer && m.MunicipalityId == municipalityId));

    /// <summary>Documents the viewer may remove for good: writers what never was published, coordinators all.</summary>
    public static IQueryable<T> RemovableBy<T>(this IQueryable<T> documents, Viewer viewer)
        where T : Document
    {
        var writable = documents.WritableBy(viewer);
        return viewer.IsCoordinator
            ? writable
            : writable.Where(d => d.PublishedAt == null
                && (d.State == DocumentState.Draft || d.State == DocumentState.InReview));
    }

    /// <summary>The same rule for a document already read.</summary>
    public static bool MayRemove(this Viewer viewer, Document document) =>
        viewer.IsCoordinator || (viewer.MayWriteFor(document.MunicipalityId) && document.WasNeverPublished);

    /// <summary>Documents the viewer may change, and so release.</summary>
    public static IQueryable<T> WritableBy<T>(this IQueryable<T> documents, Viewer viewer)
        where T : Document
    {
        if (viewer.IsCoordinator)
            return documents;

        var municipality = viewer.IsWriter ? viewer.MunicipalityId : Guid.Empty;
        return documents.Where(d => d.MunicipalityId == municipality);
    }
}
