using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>
/// The least a server can do for a page: Kestrel without routing, logging or middleware runs one prepared query
/// for the document's markup and puts it between two constant parts, so that the very same bytes are returned.
/// </summary>
internal static class BareEndpoint
{
    public const string ConnectionVariable = "ConnectionStrings__Hub";

    public static async Task RunAsync(string port, string slug, byte[] page, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(ConnectionVariable))
        {
            MaxAutoPrepare = 4,
            AutoPrepareMinUsages = 2,
        };
        await using var database = NpgsqlDataSource.Create(connection);
        var markup = await ReadAsync(database, slug, cancellation);
        var start = page.AsSpan().IndexOf(markup);
        if (start < 0)
            throw new InvalidOperationException("The page does not contain the document's markup.");
        var before = page.AsMemory(..start);
        var after = page.AsMemory(start + markup.Length);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost
            .UseKestrelCore()
            .ConfigureKestrel(kestrel => kestrel.AddServerHeader = false)
            .UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        app.Run(async context =>
        {
            var html = await ReadAsync(database, slug, context.RequestAborted);
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = before.Length + html.Length + after.Length;
            var body = context.Response.BodyWriter;
            body.Write(before.Span);
            body.Write(html);
            body.Write(after.Span);
            await body.FlushAsync(context.RequestAborted);
        });
        await app.StartAsync(cancellation);
        await HostingAbstractionsHostExtensions.WaitForShutdownAsync(app, cancellation);
    }

    private static async Task<byte[]> ReadAsync(NpgsqlDataSource database, string slug, CancellationToken cancellation)
    {
        await using var query = database.CreateCommand(
            """
            select r.data ->> 'Html' from mt_doc_document d
            join mt_doc_revision r on r.document_id = d.id and r.number = d.mt_version
            where d.kind = 'Guide' and d.slug = $1
            """);
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = slug });
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return reader.GetFieldValue<byte[]>(0);
    }
}
