using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Tests.Domain;

public sealed class WeakPasswordTests
{
    [TestCase("passwortpasswort")]
    [TestCase("Passwort1234!")]
    [TestCase("  hallo 2026  ")]
    [TestCase("123qweasdzxc")]
    [TestCase("Qwertzuiop12")]
    [TestCase("123456654321")]
    public void Common_ones_are_known_with_digits_around_them_and_repeated(string password) =>
        Assert.That(WeakPassword.IsCommon(password), Is.True);

    [TestCase("aaaaaaaaaaaa")]
    [TestCase("AbabABABabab")]
    [TestCase("123412341234")]
    public void Repeated_characters_are_seen(string password) =>
        Assert.That(WeakPassword.IsMonotonous(password), Is.True);

    [TestCase("kim.vorlage2026")]
    [TestCase("Vorlage-Lage-Kim!")]
    [TestCase("kim.vorlage@lage.example")]
    public void The_own_address_is_seen(string password) =>
        Assert.That(WeakPassword.IsAddress(password, "kim.vorlage@lage.example"), Is.True);

    [TestCase("ein langes Passwort")]
    [TestCase("zwölfZeichen")]
    [TestCase("Kim mag lange Wege am Bach")]
    [TestCase("9pK-vu2_Xy7q")]
    public void Others_are_fine(string password) => Assert.That(
        WeakPassword.IsCommon(password)
            || WeakPassword.IsMonotonous(password)
            || WeakPassword.IsAddress(password, "kim.vorlage@lage.example"),
        Is.False);
}
