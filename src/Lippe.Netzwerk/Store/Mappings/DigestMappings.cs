using Lippe.Netzwerk.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lippe.Netzwerk.Store.Mappings;

internal sealed class DigestMapping : IEntityTypeConfiguration<Digest>
{
    public void Configure(EntityTypeBuilder<Digest> digest)
    {
        digest.ToTable("digests");
        digest.Property(d => d.Id).ValueGeneratedNever();
        digest.Property(d => d.Period).HasConversion(period => period.ToString(), text => DigestPeriod.Parse(text));
        digest.Property(d => d.Version).IsConcurrencyToken();
    }
}

internal sealed class DeliveryMapping : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> delivery)
    {
        delivery.ToTable("deliveries");
        delivery.Property(d => d.Id).ValueGeneratedNever();
        delivery.HasOne<Digest>().WithMany().HasForeignKey(d => d.DigestId);
        delivery.HasOne(d => d.Revision).WithMany().HasForeignKey(d => d.RevisionId);
        delivery.HasOne(d => d.Member).WithMany(m => m.Deliveries).HasForeignKey(d => d.MemberId);
    }
}

internal sealed class ToldItemMapping : IEntityTypeConfiguration<ToldItem>
{
    public void Configure(EntityTypeBuilder<ToldItem> told)
    {
        told.ToTable("told_items");
        told.HasKey(t => new { t.MemberId, t.Item });
        told.HasOne(t => t.Delivery).WithMany().HasForeignKey(t => t.DeliveryId);
    }
}

internal sealed class ReviewSnoozeMapping : IEntityTypeConfiguration<ReviewSnooze>
{
    public void Configure(EntityTypeBuilder<ReviewSnooze> snooze)
    {
        snooze.ToTable("review_snoozes");
        snooze.HasKey(s => new { s.MemberId, s.DocumentId });
    }
}

internal sealed class OutboxMailMapping : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> mail)
    {
        mail.ToTable("outbox_mails");
        mail.Property(m => m.Id).ValueGeneratedNever();
    }
}
