using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features;

/// <summary>What the pages say of a municipality's use of a project.</summary>
public static class AdoptionWords
{
    /// <summary>The stage with its time, for example "im Einsatz seit März 2022".</summary>
    public static string StageInWords(this Adoption adoption)
    {
        var (stage, since) = (adoption.Facts.Stage, adoption.Facts.Since);
        if (since.Length == 0)
            return stage.Word();
        return $"{stage.Word()} {(stage == AdoptionStage.Planned ? "für" : "seit")} {RoughDate.LongName(since)}";
    }

    /// <summary>On whose word it stands there, and from when.</summary>
    public static string StandingInWords(this Adoption adoption, DateOnly today)
    {
        var day = adoption.ConfirmedOn?.LongDay();
        return adoption.StandingOn(today) switch
        {
            AdoptionStanding.Confirmed => $"bestätigt am {day}",
            AdoptionStanding.Fading => $"zuletzt bestätigt am {day}",
            AdoptionStanding.Lapsed => $"zuletzt bestätigt am {day}, zählt nicht mehr mit",
            _ when adoption.Source is { } source =>
                $"laut {source.Name} (Stand {source.AsOf.LongDay()}), von der Kommune noch nicht bestätigt",
            _ => "von der Koordination eingetragen, von der Kommune noch nicht bestätigt",
        };
    }
}
