namespace Lippe.Netzwerk.Domain;

/// <summary>How long the texts of a document may be, in characters.</summary>
public static class DraftLimits
{
    /// <summary>Long enough for the full title of a German law.</summary>
    public const int Title = 1000;

    public const int Summary = 1000;

    /// <summary>What a form takes; about 150 printed pages.</summary>
    public const int Body = 500_000;

    /// <summary>What an import takes; the largest German law has 2.2 million.</summary>
    public const int ImportedBody = 5_000_000;
}
