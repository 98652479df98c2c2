using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>A document that came back to whoever asked for its release.</summary>
/// <param name="Document">Its title.</param>
/// <param name="Path">Its address below the hub's own.</param>
/// <param name="Kind">What it is.</param>
/// <param name="ReturnedBy">The name of whoever gave it back.</param>
/// <param name="Reason">What is missing, as typed; may have several lines.</param>
public sealed record ReturnSection(
    string Document, string Path, DocumentKind Kind, string ReturnedBy, string Reason)
    : LetterSection(Document)
{
    /// <summary>The words of the link.</summary>
    public const string Action = "Ansehen und weiterschreiben";

    public override IEnumerable<string> Titles => [Answer];

    public override Type Partial => typeof(ReturnMail);

    /// <summary>Who gave what back.</summary>
    public string Answer => $"{ReturnedBy} hat Ihnen {Kind.This()} zurückgegeben und schreibt dazu:";

    public override void Write(MailText text, MailLinks links) =>
        text.Line(Answer).Line().Line(Reason).Line().Line($"{Action}: {links.To(Path)}").Line();
}
