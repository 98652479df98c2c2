using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lippe.Netzwerk.Store.Migrations;

/// <summary>A text of more different words than a search entry holds is saved all the same.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("0004_long_texts")]
public sealed class Migration0004LongTexts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        -- A tsvector holds 1 MB: of a long text only the first part keeps its positions,
        -- and parts whose words no longer fit are left out. Room is kept for title and summary.
        create or replace function body_vector(parts text[]) returns tsvector language plpgsql immutable as $$
        declare
            vector tsvector := to_tsvector('german', parts[1]);
            longer tsvector;
        begin
            for i in 2 .. array_length(parts, 1) loop
                begin
                    longer := vector || strip(to_tsvector('german', parts[i]));
                    if pg_column_size(longer) < 1000000 then
                        vector := longer;
                    end if;
                exception when program_limit_exceeded then
                    continue;
                end;
            end loop;
            return vector;
        end
        $$;
        """);
}
