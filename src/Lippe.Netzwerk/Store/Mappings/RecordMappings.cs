using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lippe.Netzwerk.Store.Mappings;

internal sealed class RevisionMapping : IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Revision> revision)
    {
        revision.ToTable("revisions");
        revision.Property(r => r.Id).ValueGeneratedNever();
        revision.HasOne<Document>().WithMany().HasForeignKey(r => r.DocumentId);
        revision.HasOne(r => r.Author).WithMany().HasForeignKey(r => r.AuthorId);
    }
}

internal sealed class SavedSearchMapping : IEntityTypeConfiguration<SavedSearch>
{
    public void Configure(EntityTypeBuilder<SavedSearch> search)
    {
        search.ToTable("saved_searches");
        search.Property(s => s.Id).ValueGeneratedNever();
        search.HasOne<Member>().WithMany().HasForeignKey(s => s.MemberId);
        search.HasOne(s => s.Municipality).WithMany().HasForeignKey(s => s.MunicipalityId);
    }
}

internal sealed class MunicipalityMapping : IEntityTypeConfiguration<Municipality>
{
    public void Configure(EntityTypeBuilder<Municipality> municipality)
    {
        municipality.ToTable("municipalities");
        municipality.Property(m => m.Id).ValueGeneratedNever();
    }
}

internal sealed class TopicMapping : IEntityTypeConfiguration<Topic>
{
    public void Configure(EntityTypeBuilder<Topic> topic) => topic.ToTable("topics");
}

internal sealed class MemberMapping : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> member)
    {
        member.ToTable("members");
        member.Ignore(m => m.DigestRhythm);
        member.HasOne(m => m.Municipality).WithMany().HasForeignKey(m => m.MunicipalityId);
    }
}

internal sealed class MemberClaimMapping : IEntityTypeConfiguration<IdentityUserClaim<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> claim) => claim.ToTable("member_claims");
}

internal sealed class MemberLoginMapping : IEntityTypeConfiguration<IdentityUserLogin<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> login) => login.ToTable("member_logins");
}

internal sealed class MemberTokenMapping : IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> token) => token.ToTable("member_tokens");
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("invitations");
        invitation.Property(i => i.Id).ValueGeneratedNever();
        // A link opened twice at the same moment makes one member: the second save finds the row changed.
        invitation.Property(i => i.AcceptedAt).IsConcurrencyToken();
    }
}

internal sealed class AuditEventMapping : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> audit)
    {
        audit.ToTable("audit_events");
        audit.Property(a => a.Id).ValueGeneratedNever();
        // A new member's first event is saved with the member, in this order.
        audit.HasOne<Member>().WithMany().HasForeignKey(a => a.MemberId);
    }
}

internal sealed class JobRunMapping : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> run)
    {
        run.ToTable("job_runs");
        run.Property(r => r.Id).ValueGeneratedNever();
    }
}

internal sealed class NetworkTextMapping : IEntityTypeConfiguration<NetworkText>
{
    public void Configure(EntityTypeBuilder<NetworkText> text)
    {
        text.ToTable("network_texts");
        text.HasKey(t => t.Key);
    }
}

internal sealed class ProtectionKeyMapping : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> key)
    {
        key.ToTable("protection_keys");
        key.HasKey(k => k.Name);
    }
}
