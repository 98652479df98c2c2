using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>The form to write a document.</summary>
/// <param name="Document">The stored document; null for a new one.</param>
public sealed record DocumentFormPage(DocumentKind Kind, DocumentForm Form, Document? Document, DocumentChoices Choices)
{
    /// <summary>Set when somebody else saved in the meantime.</summary>
    public EditConflict? Conflict { get; set; }

    /// <summary>Who gave the draft back, and why; null when nobody did.</summary>
    public ReleaseStatus? Returned { get; init; }

    /// <summary>The typed text as it would look; null unless a preview was asked for.</summary>
    public string? PreviewHtml => Form.Preview ? MarkdownRenderer.Render(PlainText.Clean(Form.Body)).Html : null;

    /// <summary>Whether the save may publish: not what is public already.</summary>
    public bool MayPublish => Document is null or { IsPublished: false };
}
