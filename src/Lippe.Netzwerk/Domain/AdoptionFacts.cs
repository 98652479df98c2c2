namespace Lippe.Netzwerk.Domain;

/// <summary>What a municipality says of its use of a project.</summary>
public sealed record AdoptionFacts
{
    public required AdoptionStage Stage { get; init; }

    /// <summary>
    /// A <see cref="RoughDate"/> since when the stage holds, or from when on it will; empty if unknown.
    /// </summary>
    public string Since { get; init; } = "";

    /// <summary>The member to ask; null for none.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>Whom else to ask, in the municipality's own words; for members only.</summary>
    public string Contact { get; init; } = "";

    public Procurement? Procurement { get; init; }

    /// <summary>Euros spent once.</summary>
    public int? CostOnce { get; init; }

    /// <summary>Euros spent each year.</summary>
    public int? CostPerYear { get; init; }

    public int? PersonDays { get; init; }

    /// <summary>Months from the decision to the first use.</summary>
    public int? Months { get; init; }

    /// <summary>What they would do differently.</summary>
    public string Lessons { get; init; } = "";

    public string Tips { get; init; } = "";

    /// <summary>Why it ended; empty before.</summary>
    public string EndedBecause { get; init; } = "";

    /// <summary>The project they use instead.</summary>
    public Guid? SuccessorId { get; init; }

    /// <summary>Whether costs and experience are for everybody; otherwise they are for members only.</summary>
    public bool IsPublic { get; init; }
}
