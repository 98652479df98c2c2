namespace Lippe.Netzwerk.Domain;

/// <summary>A reusable project: what it solves, what it costs and takes, what it needs.</summary>
public sealed class Project : Document
{
    public ProjectFacts Facts { get; private set; } = new();

    public override DocumentKind Kind => DocumentKind.Project;

    private protected override object CopyFacts() => Facts with { };

    private protected override void TakeFacts(object? facts) => Facts = facts as ProjectFacts ?? new();
}

/// <summary>What somebody who wants to reuse a project asks first.</summary>
public sealed record ProjectFacts
{
    public const int MostPersonDays = 100_000;

    public string Problem { get; set; } = "";

    public string Solution { get; set; } = "";

    /// <summary>One-time cost in the owner's words, for example "rund 5.000 €".</summary>
    public string CostOnce { get; set; } = "";

    /// <summary>Running cost per year in the owner's words.</summary>
    public string CostPerYear { get; set; } = "";

    /// <summary>With two places at most.</summary>
    public decimal? EffortPersonDays { get; set; }

    public string Duration { get; set; } = "";

    /// <summary>Smallest number of inhabitants the project suits.</summary>
    public int? InhabitantsFrom { get; set; }

    /// <summary>Largest number of inhabitants the project suits.</summary>
    public int? InhabitantsTo { get; set; }

    public List<string> Prerequisites { get; set; } = [];

    public List<Software> Software { get; set; } = [];

    public string DataCentre { get; set; } = "";

    public string Contact { get; set; } = "";

    /// <summary>OZG or LeiKa references, each as key and name.</summary>
    public List<string> Services { get; set; } = [];

    /// <summary>Slug of the project that replaces this one; empty when there is none.</summary>
    public string Successor { get; set; } = "";
}

/// <summary>A program a project uses.</summary>
public sealed record Software
{
    public string Name { get; set; } = "";

    public string Licence { get; set; } = "";

    public string Link { get; set; } = "";
}
