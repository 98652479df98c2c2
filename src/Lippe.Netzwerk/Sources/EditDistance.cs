namespace Lippe.Netzwerk.Sources;

/// <summary>How many slips of the finger lie between two words.</summary>
internal static class EditDistance
{
    /// <summary>
    /// Whether one word becomes the other by at most so many letters too many, missing, wrong or swapped.
    /// </summary>
    public static bool IsWithin(int mistakes, string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > mistakes)
            return false;
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
                table[i, j] = i == 0 || j == 0 ? i + j : Cheapest(table, one, other, i, j);
        }

        return table[one.Length, other.Length] <= mistakes;
    }

    private static int Cheapest(int[,] table, string one, string other, int i, int j)
    {
        var replaced = table[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
        var best = Math.Min(replaced, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
        var isSwapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return isSwapped ? Math.Min(best, table[i - 2, j - 2] + 1) : best;
    }
}
