using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lippe.Netzwerk.Store.Migrations;

/// <summary>Members are reminded of reviews that cannot wait for their digest, and say when they want to be asked later.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("0016_reminders")]
public sealed class Migration0016Reminders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        -- Whoever does without the digest now did not ask for reminders in its place.
        update members set notices_without = array_append(notices_without, 'Reminder') where not wants_digest;

        create table review_snoozes (
            member_id uuid not null references members,
            document_id uuid not null references documents,
            due date not null,
            until date not null,
            primary key (member_id, document_id)
        );
        create index on review_snoozes (document_id);
        create index on documents (review_due) where state = 'Published' and responsible_id is not null;
        """);
}
