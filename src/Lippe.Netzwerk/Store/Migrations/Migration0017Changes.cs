using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lippe.Netzwerk.Store.Migrations;

/// <summary>Every node keeps an index of its own on its disk and learns from the change feed what is new.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("0017_changes")]
public sealed class Migration0017Changes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        $"""
        drop table search_entries;
        drop function body_vector, words_of;

        {Changes.Schema}
        """);
}
