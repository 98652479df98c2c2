using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lippe.Netzwerk.Store.Migrations;

/// <summary>Runs of background jobs, for coordinators to see.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("0013_job_runs")]
public sealed class Migration0013JobRuns : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create table job_runs (
            id uuid primary key,
            job text not null,
            node text not null,
            started_at timestamptz not null,
            ended_at timestamptz,
            error text
        );
        create index on job_runs (job, started_at desc);
        """);
}
