using Lippe.Netzwerk.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lippe.Netzwerk.Store.Mappings;

internal sealed class DocumentMapping : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> document)
    {
        document.ToTable("documents");
        document.Property(d => d.Id).ValueGeneratedNever();
        document.Property(d => d.Version).IsConcurrencyToken();
        document.ComplexCollection(d => d.Contents, heading => heading.ToJson("contents"));
        document.HasOne(d => d.Municipality).WithMany().HasForeignKey(d => d.MunicipalityId);
        document.HasOne(d => d.Responsible).WithMany().HasForeignKey(d => d.ResponsibleId);
        document.Ignore(d => d.Kind);
        document.HasDiscriminator<DocumentKind>("kind")
            .HasValue<Guide>(DocumentKind.Guide)
            .HasValue<Project>(DocumentKind.Project)
            .HasValue<Minutes>(DocumentKind.Minutes);
    }
}

internal sealed class GuideMapping : IEntityTypeConfiguration<Guide>
{
    public void Configure(EntityTypeBuilder<Guide> guide) =>
        guide.ComplexProperty(g => g.Facts, facts => facts.ToJson("guide_facts"));
}

internal sealed class ProjectMapping : IEntityTypeConfiguration<Project>
{
    public void Configure(EntityTypeBuilder<Project> project) =>
        project.ComplexProperty(p => p.Facts, facts =>
        {
            facts.ToJson("project_facts");
            facts.ComplexCollection(f => f.Software);
        });
}

internal sealed class MinutesMapping : IEntityTypeConfiguration<Minutes>
{
    public void Configure(EntityTypeBuilder<Minutes> minutes) =>
        minutes.ComplexProperty(m => m.Facts, facts => facts.ToJson("minutes_facts"));
}
