using System.Text;
using System.Xml;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Issues as an Atom feed (RFC 4287), with what anybody may read.</summary>
internal static class DigestFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>The feed's bytes.</summary>
    /// <param name="baseUrl">The hub's address without a slash at the end.</param>
    /// <param name="network">The network's name.</param>
    /// <param name="issues">Newest first.</param>
    public static byte[] Write(string baseUrl, string network, IReadOnlyList<Letter> issues)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true };
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, "de");
            xml.WriteElementString("title", Atom, $"{network}: Monatsbriefe");
            xml.WriteElementString("id", Atom, baseUrl + DigestAddresses.List);
            Link(xml, "self", baseUrl + DigestAddresses.Feed);
            Link(xml, "alternate", baseUrl + DigestAddresses.List);
            xml.WriteElementString("updated", Atom, Moment(issues.Count > 0 ? issues[0].Issue!.PreparedAt : null));
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, network);
            xml.WriteEndElement();
            foreach (var issue in issues)
                Write(xml, baseUrl, issue);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, string baseUrl, Letter letter)
    {
        var address = baseUrl + letter.Issue!.Period.Address();
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("title", Atom, letter.Title);
        xml.WriteElementString("id", Atom, address);
        Link(xml, "alternate", address);
        xml.WriteElementString("updated", Atom, Moment(letter.Issue.PreparedAt));
        xml.WriteStartElement("content", Atom);
        xml.WriteAttributeString("type", "xhtml");
        const string Html = "http://www.w3.org/1999/xhtml";
        xml.WriteStartElement("div", Html);
        xml.WriteStartElement("ul", Html);
        foreach (var item in letter.Sections.OfType<NewsSection>().SelectMany(section => section.Items))
        {
            xml.WriteStartElement("li", Html);
            xml.WriteStartElement("a", Html);
            xml.WriteAttributeString("href", baseUrl + item.Path);
            xml.WriteString(item.Title);
            xml.WriteEndElement();
            xml.WriteString(item.Sentence().Length > 0 ? $": {item.Sentence()}" : "");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Moment(DateTimeOffset? at) =>
        XmlConvert.ToString((at ?? DateTimeOffset.UnixEpoch).UtcDateTime, XmlDateTimeSerializationMode.Utc);
}
