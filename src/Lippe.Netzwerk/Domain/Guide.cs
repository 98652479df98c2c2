namespace Lippe.Netzwerk.Domain;

/// <summary>A best-practice guide.</summary>
public sealed class Guide : Document
{
    public GuideFacts Facts { get; private set; } = new();

    public override DocumentKind Kind => DocumentKind.Guide;

    private protected override object CopyFacts() => Facts with { };

    private protected override void TakeFacts(object? facts) => Facts = facts as GuideFacts ?? new();
}

/// <summary>Whom a guide is for and what it takes.</summary>
public sealed record GuideFacts
{
    public string AppliesTo { get; set; } = "";

    public string Effort { get; set; } = "";

    public GuideLevel? Level { get; set; }
}

/// <summary>How much a guide's reader should know already.</summary>
public enum GuideLevel
{
    Beginner,
    Advanced,
    Expert,
}
