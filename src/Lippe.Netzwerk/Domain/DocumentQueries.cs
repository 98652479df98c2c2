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

        var writes = viewer.IsWriter;
        return documents.Where(d =>
            d.State == DocumentState.Published || d.State == DocumentState.Archived
                ? d.Visibility != Visibility.OwnMunicipality || d.MunicipalityId == viewer.MunicipalityId
                : d.ResponsibleId == viewer.MemberId || (writes && d.MunicipalityId == viewer.MunicipalityId));
    }

    /// <summary>Documents the viewer may change.</summary>
    public static IQueryable<T> WritableBy<T>(this IQueryable<T> documents, Viewer viewer)
        where T : Document
    {
        if (viewer.IsCoordinator)
            return documents;

        return viewer.IsWriter
            ? documents.Where(d => d.MunicipalityId == viewer.MunicipalityId)
            : documents.Where(_ => false);
    }
}
