using Npgsql;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Plain SQL in a session that somebody holds.</summary>
internal static class SessionCommand
{
    /// <summary>A command with its values for <c>$1</c>, <c>$2</c> and so on.</summary>
    public static NpgsqlCommand Command(this NpgsqlConnection session, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, session);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
