using Lippe.Netzwerk.Features.Acceptances;
using Lippe.Netzwerk.Features.Adoptions;
using Lippe.Netzwerk.Features.BarrierReports;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Features.Digests;
using Lippe.Netzwerk.Features.Documents;
using Lippe.Netzwerk.Features.Exports;
using Lippe.Netzwerk.Features.Imports;
using Lippe.Netzwerk.Features.Invitations;
using Lippe.Netzwerk.Features.Network;
using Lippe.Netzwerk.Features.Operations;
using Lippe.Netzwerk.Features.Outbox;
using Lippe.Netzwerk.Features.PasswordResets;
using Lippe.Netzwerk.Features.Passwords;
using Lippe.Netzwerk.Features.Profiles;
using Lippe.Netzwerk.Features.Search;
using Lippe.Netzwerk.Features.Subscriptions;
using Lippe.Netzwerk.Hosting.Jobs;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Hosting;

/// <summary>All features with their records and services.</summary>
internal static class HubFeatures
{
    /// <summary>For web nodes and commands alike: both know the whole schema.</summary>
    public static IServiceCollection AddHubFeatures(this IServiceCollection services) => services
        .AddSingleton(new SchemaPart(HubJobs.InstallSchemaAsync))
        .AddWebRecords()
        .AddHubMail()
        .AddIndexReading()
        .AddDocuments()
        .AddAdoptions()
        .AddImports()
        .AddExports()
        .AddSearch()
        .AddDeliveries()
        .AddOutbox()
        .AddDigests()
        .AddSubscriptions()
        .AddNetwork()
        .AddInvitations()
        .AddAcceptances()
        .AddPasswords()
        .AddPasswordResets()
        .AddProfiles()
        .AddBarrierReports();

    /// <summary>What only nodes have: commands ask for no jobs.</summary>
    public static IServiceCollection AddNodeFeatures(this IServiceCollection services) => services
        .AddSendingAtOnce()
        .AddOperations();
}
