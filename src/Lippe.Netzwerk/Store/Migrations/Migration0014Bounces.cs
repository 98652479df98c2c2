using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lippe.Netzwerk.Store.Migrations;

/// <summary>An address whose mails came back gets no more digests.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("0014_bounces")]
public sealed class Migration0014Bounces : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table members add column mail_suspended_at timestamptz");
}
