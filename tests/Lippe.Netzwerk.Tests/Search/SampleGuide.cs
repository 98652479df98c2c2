using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Search;

namespace Lippe.Netzwerk.Tests.Search;

/// <summary>A public guide of nobody in particular, as an index takes it in.</summary>
internal static class SampleGuide
{
    public static IndexedDocument Of(string title, string text) => new()
    {
        Id = Guid.CreateVersion7(),
        Kind = DocumentKind.Guide,
        State = DocumentState.Published,
        Visibility = Visibility.Public,
        MunicipalityId = Guid.Empty,
        ConcernsId = null,
        ResponsibleId = null,
        Topics = [],
        TopicNames = [],
        At = DateTimeOffset.UnixEpoch,
        Year = DateTimeOffset.UnixEpoch.Year,
        Title = title,
        Summary = "",
        Headings = [],
        Text = text,
    };
}
