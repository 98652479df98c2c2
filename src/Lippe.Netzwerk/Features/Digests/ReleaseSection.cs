using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>A document that waits for its release.</summary>
/// <param name="Document">Its title.</param>
/// <param name="Path">Its address below the hub's own.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Municipality">Whose it is.</param>
/// <param name="AskedBy">The name of whoever asks.</param>
public sealed record ReleaseSection(
    string Document, string Path, DocumentKind Kind, string Municipality, string AskedBy)
    : LetterSection(Document)
{
    /// <summary>The words of the link.</summary>
    public const string Action = "Ansehen und freigeben";

    public override IEnumerable<string> Titles => [Request];

    public override Type Partial => typeof(ReleaseMail);

    /// <summary>Who asks for what.</summary>
    public string Request =>
        $"{AskedBy} bittet darum, {Kind.This()} zu prüfen und zu veröffentlichen ({Municipality}).";

    public override void Write(MailText text, MailLinks links) =>
        text.Line(Request).Line($"{Action}: {links.To(Path)}").Line();
}
