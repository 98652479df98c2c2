using System.Reflection;
using Hangfire;
using Hangfire.Common;

namespace Lippe.Netzwerk.Features;

/// <summary>What pages call a job; Hangfire's dashboard reads the same attribute.</summary>
public static class JobNames
{
    public static string PlainName(this Job job) =>
        job.Method.GetCustomAttribute<JobDisplayNameAttribute>()?.DisplayName ?? job.Type.Name;
}
