using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lippe.Netzwerk.Store.Migrations;

/// <summary>Coordinators pin and hide what an issue tells.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("0012_desk")]
public sealed class Migration0012Desk : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        alter table digests
            add column pinned uuid[] not null default '{}',
            add column hidden uuid[] not null default '{}';
        """);
}
