namespace Lippe.Netzwerk.Web.Forms;

/// <summary>What is wrong with a form that cannot be read, for the error page.</summary>
public sealed record FormFault(int Status, string Title, string Advice)
{
    internal static readonly FormFault TooLarge = new(
        StatusCodes.Status413PayloadTooLarge,
        "Das ist zu viel auf einmal",
        "Ihre Eingabe ist größer als 6 Megabyte und wurde nicht gespeichert. Gehen Sie zurück und teilen Sie den Text "
        + "auf mehrere Dokumente auf.");

    internal static readonly FormFault TooManyFields = new(
        StatusCodes.Status400BadRequest,
        "Das Formular hat zu viele Felder",
        "Wir nehmen höchstens 1.024 Felder an und haben nichts gespeichert. Gehen Sie zurück und senden Sie weniger "
        + "Angaben auf einmal.");

    internal static readonly FormFault UnknownEncoding = new(
        StatusCodes.Status415UnsupportedMediaType,
        "Diese Zeichenkodierung kennen wir nicht",
        "Wir haben nichts gespeichert. Senden Sie das Formular als UTF-8, wie es jeder Browser tut.");
}
