using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Tests.Domain;

public sealed class PhoneNumberTests
{
    [TestCase("05231 77-0", "tel:05231770")]
    [TestCase("+49 (0) 5231 / 77–12", "tel:+4952317712")]
    public void A_number_is_dialled_as_it_is_written(string typed, string link)
    {
        Assert.That(PhoneNumber.IsValid(typed), Is.True);
        Assert.That(PhoneNumber.Link(typed), Is.EqualTo(link));
    }

    [TestCase("1234")]
    [TestCase("05231 77-0 (Zentrale)")]
    [TestCase("49+5231770")]
    [TestCase("0123456789 0123456789 0123456789 0123456789")]
    [TestCase("javascript:12345")]
    public void What_no_phone_dials_is_refused(string typed) => Assert.That(PhoneNumber.IsValid(typed), Is.False);
}
