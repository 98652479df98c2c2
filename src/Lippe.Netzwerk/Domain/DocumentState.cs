namespace Lippe.Netzwerk.Domain;

/// <summary>Where a document stands on its way to the readers.</summary>
public enum DocumentState
{
    Draft,
    InReview,
    Published,

    /// <summary>Still readable by its address, no longer listed.</summary>
    Archived,
}
