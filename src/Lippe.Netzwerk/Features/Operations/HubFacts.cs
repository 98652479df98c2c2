using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Features.Operations;

/// <summary>What of the hub can be told in a figure or a date.</summary>
/// <param name="SchemaMark">What the database says of its schema.</param>
/// <param name="DatabaseBytes">What the database takes on its disk.</param>
/// <param name="Documents">How many there are, drafts included.</param>
/// <param name="LastMailAt">When a mail to a member or subscriber last left; null when none has.</param>
/// <param name="FailedMails">How many were refused or came back lately.</param>
/// <param name="LastRefusal">What the mail server said to the newest of those; null when there is none.</param>
public sealed record HubFacts(
    string SchemaMark,
    long DatabaseBytes,
    int Documents,
    DateTimeOffset? LastMailAt,
    int FailedMails,
    string? LastRefusal)
{
    /// <summary>The number of the database's schema.</summary>
    public int Schema => new SchemaMark(SchemaMark).Number;

    /// <summary>How far back failures of mails are counted, in days.</summary>
    public const int Days = 7;
}
