using System.Globalization;
using FluentValidation;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>What a member wants to be told, and when.</summary>
public sealed class ChoiceForm
{
    /// <summary>A <see cref="DigestFrequency"/>, or <see cref="Never"/>.</summary>
    public string? Frequency { get; set; }

    public const string Never = "Never";

    /// <summary>Which working day of the month.</summary>
    public int MonthDay { get; set; } = 1;

    /// <summary>Which day of the week; 1 is Monday.</summary>
    public int WeekDay { get; set; } = 1;

    public int Hour { get; set; } = 7;

    /// <summary>The last day of a pause, as a date field sends it.</summary>
    public string? PausedUntil { get; set; }

    public List<string> Topics { get; set; } = [];

    public List<string> Kinds { get; set; } = [];

    public List<string> Municipalities { get; set; } = [];

    /// <summary>Keys of the parts that are wanted.</summary>
    public List<string> Parts { get; set; } = [];

    /// <summary>Names of the notices that are wanted.</summary>
    public List<string> Notices { get; set; } = [];

    internal static ChoiceForm From(Member member, DateOnly today) => new()
    {
        Frequency = member.WantsDigest ? member.DigestFrequency.ToString() : Never,
        MonthDay = member.DigestFrequency == DigestFrequency.Monthly ? member.DigestDay : 1,
        WeekDay = member.DigestFrequency == DigestFrequency.Weekly ? member.DigestDay : 1,
        Hour = member.DigestHour,
        // A pause that is over is none.
        PausedUntil = member.DigestPausedUntil >= today ? member.DigestPausedUntil?.Iso() : null,
        Topics = [.. member.Topics],
        Kinds = [.. member.DigestKinds],
        Municipalities = [.. member.DigestMunicipalities.Select(id => id.ToString())],
        Parts = [.. DigestParts.All.Except(member.DigestWithout)],
        Notices = [.. ChoiceFields.Notices.Keys.Except(member.NoticesWithout)],
    };

    internal void ApplyTo(Member member, DateTimeOffset at)
    {
        member.ChooseRhythm(RhythmFor(member), Pause, at);
        member.Subscribe(DeliveryOccasion.Digest, Frequency != Never, at);
        // After the digest, which ends reminders: whoever ticked them here wants them without it.
        foreach (var notice in ChoiceFields.Notices.Keys)
            member.Subscribe(Enum.Parse<DeliveryOccasion>(notice), Notices.Contains(notice), at);
        member.Topics = [.. Topics.Distinct()];
        member.ChooseNews(Kinds, Municipalities.Select(Guid.Parse));
        member.DoWithout(DigestParts.All.Except(Parts));
    }

    // Whoever wants none keeps how often it came.
    private DigestRhythm RhythmFor(Member member)
    {
        var frequency = Frequency == Never ? member.DigestFrequency : Enum.Parse<DigestFrequency>(Frequency!);
        var day = frequency switch
        {
            DigestFrequency.Weekly => WeekDay,
            DigestFrequency.Monthly => MonthDay,
            _ => 1,
        };
        return new DigestRhythm(frequency, day, Hour);
    }

    internal DateOnly? Pause =>
        DateOnly.TryParseExact(
            PausedUntil, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}

/// <summary>Only what the lists offer, and a day that exists.</summary>
public sealed class ChoiceFormValidator : AbstractValidator<ChoiceForm>
{
    public ChoiceFormValidator(
        IReadOnlyList<Topic> topics, IReadOnlyList<Municipality> municipalities, DateOnly today)
    {
        const string FromList = "Wählen Sie nur aus der Liste.";
        RuleFor(f => f.Frequency)
            .Must(value => value == ChoiceForm.Never || Enum.GetNames<DigestFrequency>().Contains(value))
            .WithMessage("Wählen Sie, wie oft der Brief kommen soll.");
        RuleFor(f => f.MonthDay).Must(ChoiceFields.MonthDays.Contains).WithMessage(FromList);
        RuleFor(f => f.WeekDay).Must(ChoiceFields.WeekDays.Keys.Contains).WithMessage(FromList);
        RuleFor(f => f.Hour).Must(ChoiceFields.Hours.Contains).WithMessage(FromList);
        RuleFor(f => f.PausedUntil).Must((form, text) => string.IsNullOrEmpty(text) || form.Pause is not null)
            .WithMessage("Geben Sie ein Datum an, zum Beispiel 15.01.2027.")
            .Must((form, _) => form.Pause is not { } pause || pause >= today)
            .WithMessage("Dieser Tag ist schon vorbei. Wählen Sie einen ab heute, oder lassen Sie das Feld leer.")
            .Must((form, _) => form.Pause is not { } pause || PlausibleDays.Include(pause))
            .WithMessage("So lange kann keine Pause dauern. Möchten Sie den Brief nicht mehr, wählen Sie „Gar nicht“.");
        RuleFor(f => f.Topics).Must(chosen => chosen.All(id => topics.Any(t => t.Id == id))).WithMessage(FromList);
        RuleFor(f => f.Kinds).Must(chosen => chosen.All(Enum.GetNames<DocumentKind>().Contains)).WithMessage(FromList);
        RuleFor(f => f.Municipalities).Must(chosen => chosen.All(id => municipalities.Any(m => m.Id.ToString() == id)))
            .WithMessage(FromList);
        RuleFor(f => f.Parts).Must(chosen => chosen.All(DigestParts.All.Contains)).WithMessage(FromList)
            .Must((form, chosen) => chosen.Count > 0 || form.Frequency == ChoiceForm.Never)
            .WithMessage("So stünde nichts im Brief. Wählen Sie mindestens einen Teil, oder oben „Gar nicht“.");
        RuleFor(f => f.Notices).Must(chosen => chosen.All(ChoiceFields.Notices.ContainsKey)).WithMessage(FromList);
    }
}

/// <summary>What the lists of the form offer.</summary>
public static class ChoiceFields
{
    public static readonly IReadOnlyList<int> MonthDays = [.. Enumerable.Range(1, 15)];

    public static readonly IReadOnlyList<int> Hours = [.. Enumerable.Range(6, 15)];

    public static readonly IReadOnlyDictionary<int, string> WeekDays = new Dictionary<int, string>
    {
        [1] = "Montag",
        [2] = "Dienstag",
        [3] = "Mittwoch",
        [4] = "Donnerstag",
        [5] = "Freitag",
    };

    /// <summary>Mails that do not wait for a digest, by name.</summary>
    public static readonly IReadOnlyDictionary<string, string> Notices = new Dictionary<string, string>
    {
        [nameof(DeliveryOccasion.Release)] = "Wenn jemand Sie um eine Freigabe bittet",
        [nameof(DeliveryOccasion.Return)] = "Wenn Ihnen jemand ein Dokument zurückgibt",
        [nameof(DeliveryOccasion.Reminder)] = "Wenn eine Prüfung vor Ihrem nächsten Brief fällig wird",
    };
}

/// <summary>The page of choices.</summary>
/// <param name="Action">Where the form goes.</param>
/// <param name="IsSaved">Whether the choices were just saved by a link, which has no page to go to.</param>
public sealed record ChoicePage(
    ChoiceForm Form, string Action, string Name, IReadOnlyList<Topic> Topics,
    IReadOnlyList<Municipality> Municipalities, bool IsSaved);
