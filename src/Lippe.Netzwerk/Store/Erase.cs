using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Store;

/// <summary>
/// Queues the erasure of what a feature keeps of a document's content; it happens with the save that removes the
/// document, or the content of one of its versions.
/// </summary>
public delegate void Erase(IDocumentSession session, Document document);
