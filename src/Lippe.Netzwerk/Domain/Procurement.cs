namespace Lippe.Netzwerk.Domain;

/// <summary>How a municipality came by what a project needs.</summary>
public enum Procurement
{
    DataCentre,
    Cooperation,
    Tender,
    Own,
}
