using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Store;

/// <summary>The hub's database: one PostgreSQL, shared by all web nodes.</summary>
public sealed class HubDbContext(DbContextOptions<HubDbContext> options)
    : IdentityUserContext<Member, Guid>(options)
{
    public DbSet<Document> Documents => Set<Document>();

    public DbSet<Guide> Guides => Set<Guide>();

    public DbSet<Project> Projects => Set<Project>();

    public DbSet<Minutes> Minutes => Set<Minutes>();

    public DbSet<Revision> Revisions => Set<Revision>();

    public DbSet<SavedSearch> SavedSearches => Set<SavedSearch>();

    public DbSet<Municipality> Municipalities => Set<Municipality>();

    public DbSet<Topic> Topics => Set<Topic>();

    public DbSet<Member> Members => Set<Member>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<Digest> Digests => Set<Digest>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<ToldItem> ToldItems => Set<ToldItem>();

    public DbSet<ReviewSnooze> ReviewSnoozes => Set<ReviewSnooze>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    public DbSet<NetworkText> NetworkTexts => Set<NetworkText>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(HubDbContext).Assembly);
        SnakeCase.Apply(builder.Model);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
}
