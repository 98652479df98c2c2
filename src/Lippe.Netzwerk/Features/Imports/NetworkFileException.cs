namespace Lippe.Netzwerk.Features.Imports;

/// <summary>A file of the network itself cannot be taken over; the message names file, line and remedy.</summary>
public sealed class NetworkFileException(string file, int line, string reason, Exception? inner = null)
    : Exception($"{file}:{line}: {reason}", inner);
