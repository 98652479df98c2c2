namespace Lippe.Netzwerk.Domain;

/// <summary>The one place that says which adoptions count, and who may know of them.</summary>
public static class AdoptionQueries
{
    /// <summary>Those by which a project runs somewhere, on the word of the municipality itself.</summary>
    public static IQueryable<Adoption> RunningOn(this IQueryable<Adoption> adoptions, DateOnly today)
    {
        var lapsed = today.AddMonths(-Adoption.MonthsUntilLapsed);
        return adoptions.Where(adoption =>
            (adoption.Facts.Stage == AdoptionStage.InUse || adoption.Facts.Stage == AdoptionStage.RollingOut)
            && adoption.ConfirmedOn > lapsed);
    }

    /// <summary>The same rule for one already read.</summary>
    public static bool RunsOn(this Adoption adoption, DateOnly today) =>
        adoption.Facts.Stage is AdoptionStage.InUse or AdoptionStage.RollingOut
        && adoption.StandingOn(today) is AdoptionStanding.Confirmed or AdoptionStanding.Fading;

    /// <summary>Whether the viewer may know of an adoption of a project they may see: plans are for members.</summary>
    public static bool MayKnow(this Viewer viewer, Adoption adoption) => viewer.MayKnow(adoption.Facts.Stage);

    /// <summary>The same rule for all of a stage.</summary>
    public static bool MayKnow(this Viewer viewer, AdoptionStage stage) =>
        viewer.IsSignedIn || stage is not (AdoptionStage.Interested or AdoptionStage.Planned);
}
