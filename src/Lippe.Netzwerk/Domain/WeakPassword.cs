using System.Collections.Frozen;
using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Domain;

/// <summary>Tells passwords that strangers try first, however long they are.</summary>
public static class WeakPassword
{
    /// <summary>A password has as many different characters at least.</summary>
    private const int FewestDifferent = 5;

    /// <summary>A password has as many characters at least besides the words of its owner's address.</summary>
    private const int FewestOwn = 8;

    private static readonly FrozenSet<string> Common = Load();

    /// <summary>Whether it is a common one, or one with digits or signs around it, or one said several times.</summary>
    public static bool IsCommon(string password)
    {
        var text = password.ToLowerInvariant();
        var word = text.TrimStart(NoLetters(text)).TrimEnd(NoLetters(text));
        return Common.Contains(text) || Common.Contains(word) || Common.Contains(RepeatedPart(word));
    }

    /// <summary>Whether it consists of a few characters in repetition.</summary>
    public static bool IsMonotonous(string password) =>
        password.ToLowerInvariant().Distinct().Count() < FewestDifferent;

    /// <summary>Whether it says hardly more than the mail address of its owner.</summary>
    public static bool IsAddress(string password, string address)
    {
        var (rest, own) = (password.ToLowerInvariant(), address.ToLowerInvariant());
        foreach (var word in own.Split(NoLetters(own)))
        {
            if (word.Length > 2)
                rest = rest.Replace(word, "", StringComparison.Ordinal);
        }

        return rest.Length < password.Length && rest.Count(char.IsLetterOrDigit) < FewestOwn;
    }

    private static char[] NoLetters(string text) => [.. text.Where(c => !char.IsLetter(c)).Distinct()];

    // The shortest part whose repetition is the whole.
    private static string RepeatedPart(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            var part = text[..length];
            if (text.Length % length == 0 && text == string.Concat(Enumerable.Repeat(part, text.Length / length)))
                return part;
        }

        return text;
    }

    private static FrozenSet<string> Load()
    {
        using var list = typeof(WeakPassword).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(list);
        return WordList.Parse(reader.ReadToEnd()).ToFrozenSet(StringComparer.Ordinal);
    }
}
