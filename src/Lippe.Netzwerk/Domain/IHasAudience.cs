namespace Lippe.Netzwerk.Domain;

/// <summary>What decides who may see a record; documents and rows read from them share the one rule.</summary>
public interface IHasAudience
{
    DocumentState State { get; }

    Visibility Visibility { get; }

    Guid MunicipalityId { get; }

    Guid? ResponsibleId { get; }
}
