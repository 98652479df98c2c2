using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Lippe.Netzwerk.BrowserTests.Support;

/// <summary>Asks axe what shuts people out of a page.</summary>
/// <remarks>Within the page itself: a browser session of its own for each answer takes longer than the tests.</remarks>
internal static class Axe
{
    // The frame that shows a mail runs no script, so none can be asked there.
    private const string Ask =
        """
        async rules => {
            const options = { iframes: false, resultTypes: ['violations'] };
            if (rules.length > 0) options.runOnly = { type: 'rule', values: rules };
            const { violations } = await axe.run(document, options);
            const places = nodes => nodes.slice(0, 3).map(node => node.html).join(' | ');
            return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${places(nodes)}`);
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is wrong with a page as it is shown: the rule, what it says, and where.</summary>
    /// <param name="page">Any page.</param>
    /// <param name="rules">The rules that count; all of them when none is named.</param>
    public static async Task<string[]> ViolationsAsync(IPage page, params string[] rules)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(Ask, rules);
    }
}
