using System.Globalization;
using System.Net.Mail;
using System.Text;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Mail;

/// <summary>Header lines of a mail: ASCII only, folded, other letters as encoded words (RFC 5322, RFC 2047).</summary>
internal static class MimeHeader
{
    private const int LongestLine = 76;
    private const string WordStart = "=?utf-8?B?";
    private const string WordEnd = "?=";
    private static readonly IdnMapping Idn = new();

    /// <summary>A line of free text, for example the subject.</summary>
    public static string Line(string name, string text) => IsPlain(text)
        ? Fold($"{name}:", text.Split(' '))
        : Fold($"{name}:", EncodedWords(text, name.Length + 2));

    /// <summary>A line with an address and the name of whom it belongs to.</summary>
    /// <exception cref="FormatException">The address cannot be written in ASCII.</exception>
    public static string Line(string name, MailAddress address)
    {
        var mailbox = $"<{Ascii(address)}>";
        var person = PlainText.CleanLine(address.DisplayName);
        return person.Length == 0
            ? Fold($"{name}:", [mailbox])
            : Fold($"{name}:", [.. Phrase(person, name.Length + 2), mailbox]);
    }

    /// <summary>An address as every server takes it; letters beyond ASCII are allowed in the domain only.</summary>
    /// <exception cref="FormatException">The part before the @ has others, or signs that would end the address.</exception>
    public static string Ascii(MailAddress address)
    {
        if (!address.User.All(c => c is > ' ' and < '\u007f' and not ('<' or '>')))
            throw new FormatException("Vor dem @ stehen Zeichen, die Mailserver nicht annehmen.");
        try
        {
            return $"{address.User}@{Idn.GetAscii(address.Host)}";
        }
        catch (ArgumentException e)
        {
            throw new FormatException("Der Name hinter dem @ ist ungültig.", e);
        }
    }

    // A quoted string keeps signs such as commas and dots from ending the name.
    private static IEnumerable<string> Phrase(string name, int used)
    {
        if (!IsPlain(name))
            return EncodedWords(name, used);
        return name.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')
            ? name.Split(' ')
            : [$"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""];
    }

    private static bool IsPlain(string text) =>
        text.All(c => c is >= ' ' and < '\u007f') && !text.Contains("=?", StringComparison.Ordinal) && text.Split(' ').All(word => word.Length is > 0 and < 900);

    // Letters are never cut apart: each word decodes on its own.
    private static IEnumerable<string> EncodedWords(string text, int used)
    {
        var letters = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            var bytes = new byte[rune.Utf8SequenceLength];
            rune.EncodeToUtf8(bytes);
            if (letters.Count + bytes.Length > BytesInto(LongestLine - used))
            {
                yield return EncodedWord(letters);
                letters.Clear();
                used = 1;
            }

            letters.AddRange(bytes);
        }

        yield return EncodedWord(letters);
    }

    private static int BytesInto(int characters) => (characters - WordStart.Length - WordEnd.Length) / 4 * 3;

    private static string EncodedWord(List<byte> letters) => WordStart + Convert.ToBase64String([.. letters]) + WordEnd;

    private static string Fold(string name, IEnumerable<string> words)
    {
        var line = new StringBuilder(name);
        var length = name.Length;
        foreach (var word in words)
        {
            // The first word stays beside the name: a line of white space alone would end the header for some readers.
            var isFirst = line.Length == name.Length;
            if (!isFirst && length + 1 + word.Length > LongestLine)
            {
                line.Append("\r\n");
                length = 0;
            }

            line.Append(' ').Append(word);
            length += 1 + word.Length;
        }

        return line.Append("\r\n").ToString();
    }
}
