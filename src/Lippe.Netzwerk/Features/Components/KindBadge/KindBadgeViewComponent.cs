using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Components.KindBadge;

/// <summary>A document's kind, and whatever keeps it from being open to all: its state, its visibility.</summary>
public sealed class KindBadgeViewComponent : ViewComponent
{
    /// <summary>Shows the badges; <paramref name="kind"/> is null where the list says it already.</summary>
    public IViewComponentResult Invoke(
        DocumentKind? kind,
        DocumentState state = DocumentState.Published,
        Visibility visibility = Visibility.Public) =>
        View(new KindBadgeModel(kind, state, visibility));
}

public sealed record KindBadgeModel(DocumentKind? Kind, DocumentState State, Visibility Visibility);
