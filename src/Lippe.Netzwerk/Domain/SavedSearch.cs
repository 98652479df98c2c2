using System.Text.Json.Serialization;

namespace Lippe.Netzwerk.Domain;

/// <summary>A search a member keeps: new documents it finds come with the digest.</summary>
public sealed class SavedSearch
{
    /// <summary>More than anybody reads.</summary>
    public const int MostOfMember = 20;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MemberId { get; init; }

    /// <summary>What is searched for, as typed.</summary>
    public required string Text { get; init; }

    /// <summary>Null for all kinds.</summary>
    public DocumentKind? Kind { get; init; }

    /// <summary>Key of a topic; null for all.</summary>
    public string? Topic { get; init; }

    /// <summary>Null for all.</summary>
    public Guid? MunicipalityId { get; init; }

    /// <summary>The municipality that documents of others are about; null for all.</summary>
    public Guid? ConcernsId { get; init; }

    /// <summary>Text and filters together; a member keeps the same ones once.</summary>
    [JsonInclude]
    public string Key => ConcernsId is { } concerned
        ? $"{Kind}/{Topic}/{MunicipalityId:N}/{Text}/{concerned:N}"
        : $"{Kind}/{Topic}/{MunicipalityId:N}/{Text}";

    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>The same search of another topic, or of all when null.</summary>
    public SavedSearch About(string? topic) => new()
    {
        MemberId = MemberId,
        Text = Text,
        Kind = Kind,
        Topic = topic,
        MunicipalityId = MunicipalityId,
        ConcernsId = ConcernsId,
        SavedAt = SavedAt,
    };
}
