using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>What was written down about members.</summary>
public static class TestActivities
{
    /// <summary>The deeds of a member, on their own record and others, oldest first: <c>member.joined</c>.</summary>
    public static async Task<IReadOnlyList<string>> DeedsOfAsync(this TestHub hub, Guid memberId)
    {
        var activities = await hub.WithStoreAsync(session => session.Query<Activity>()
            .Where(activity => activity.MemberId == memberId).OrderBy(activity => activity.At).ToListAsync());
        return [.. activities.OrderBy(activity => activity.Id).Select(activity => $"{activity.Kind}.{activity.Deed}")];
    }

    /// <summary>Ends a membership, as a coordinator does.</summary>
    public static async Task EndMembershipAsync(this TestHub hub, Member member)
    {
        using var coordinator = await hub.SignInAsync(Role.Coordinator);
        await coordinator.SubmitAsync(await coordinator.GetAsync($"/mitglieder/{member.Id}/austritt"), new { });
    }
}
