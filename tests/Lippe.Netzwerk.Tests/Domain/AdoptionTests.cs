using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Tests.Domain;

public sealed class AdoptionTests
{
    private static readonly DateOnly Day = new(2026, 1, 15);
    private static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_word_fades_after_half_a_year_and_counts_no_more_after_one()
    {
        var adoption = New();
        adoption.Say(At(AdoptionStage.InUse), Noon);

        Assert.That(adoption.StandingOn(Day), Is.EqualTo(AdoptionStanding.Confirmed));
        Assert.That(adoption.StandingOn(new(2026, 7, 14)), Is.EqualTo(AdoptionStanding.Confirmed));
        Assert.That(adoption.StandingOn(new(2026, 7, 15)), Is.EqualTo(AdoptionStanding.Fading));
        Assert.That(adoption.StandingOn(new(2027, 1, 14)), Is.EqualTo(AdoptionStanding.Fading));
        Assert.That(adoption.StandingOn(new(2027, 1, 15)), Is.EqualTo(AdoptionStanding.Lapsed));

        adoption.Confirm(new(2027, 2, 1));
        Assert.That(adoption.StandingOn(new(2027, 2, 1)), Is.EqualTo(AdoptionStanding.Confirmed));
    }

    [Test]
    public void Nobody_else_confirms_it()
    {
        var adoption = New();
        adoption.Say(At(AdoptionStage.InUse), Noon);
        adoption.SayFor(At(AdoptionStage.Ended), source: null, Noon.AddDays(1));
        Assert.That(adoption.StandingOn(Day.AddDays(1)), Is.EqualTo(AdoptionStanding.Unconfirmed));
    }

    [Test]
    public void The_municipalitys_own_word_takes_the_place_of_a_source()
    {
        var adoption = New();
        adoption.SayFor(At(AdoptionStage.InUse), new AdoptionSource("Zeitung", "https://zeitung.example", Day), Noon);
        Assert.That(adoption.Source, Is.Not.Null);
        adoption.Confirm(Day);
        Assert.That((adoption.Source, adoption.ConfirmedOn), Is.EqualTo(((AdoptionSource?)null, Day)));
    }

    [Test]
    public void The_history_keeps_each_stage_once()
    {
        var adoption = New();
        adoption.Say(At(AdoptionStage.Planned), Noon);
        adoption.Say(At(AdoptionStage.Planned), Noon.AddDays(1));
        adoption.Say(At(AdoptionStage.InUse), Noon.AddDays(2));
        Assert.That(
            adoption.History,
            Is.EqualTo([
                new StageChange(AdoptionStage.Planned, Noon),
                new StageChange(AdoptionStage.InUse, Noon.AddDays(2)),
            ]));
    }

    private static Adoption New() => new() { ProjectId = Guid.NewGuid(), MunicipalityId = Guid.NewGuid() };

    private static AdoptionFacts At(AdoptionStage stage) => new() { Stage = stage };
}
