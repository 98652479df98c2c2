using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lippe.Netzwerk.Store.Migrations;

/// <summary>Members keep searches.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("0007_saved_searches")]
public sealed class Migration0007SavedSearches : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create table saved_searches (
            id uuid primary key,
            member_id uuid not null references members on delete cascade,
            question text not null,
            kind text,
            topic text,
            municipality_id uuid references municipalities,
            saved_at timestamptz not null,
            unique nulls not distinct (member_id, question, kind, topic, municipality_id)
        );
        """);
}
