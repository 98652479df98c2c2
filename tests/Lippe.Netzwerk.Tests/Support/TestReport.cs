namespace Lippe.Netzwerk.Tests.Support;

/// <summary>The mail in which Postfix reports that it could not deliver another.</summary>
public static class TestReport
{
    /// <summary>About one recipient.</summary>
    /// <param name="messageId">Of the mail that comes back, with its angle brackets.</param>
    /// <param name="recipient">Whom it was for.</param>
    /// <param name="action">For example "failed" or "delayed".</param>
    /// <param name="status">For example "5.1.1".</param>
    /// <param name="subject">Of the report.</param>
    public static string Of(
        string messageId,
        string recipient = "weg@lemgo.example",
        string action = "failed",
        string status = "5.1.1",
        string subject = "Undelivered Mail Returned to Sender") =>
        $"""
         From: MAILER-DAEMON@mail.example (Mail Delivery System)
         Subject: {subject}
         Message-Id: <20261124090000.1@mail.example>
         Content-Type: multipart/report; report-type=delivery-status; boundary="b"

         --b
         Content-Type: text/plain; charset=us-ascii

         I'm sorry to have to inform you that your message could not be delivered.

         --b
         Content-Type: message/delivery-status

         Reporting-MTA: dns; mail.example

         Final-Recipient: rfc822; {recipient}
         Action: {action}
         Status: {status}
         Remote-MTA: dns; mx.example
         Diagnostic-Code: smtp; 550 5.1.1 User unknown
             in virtual mailbox table

         --b
         Content-Type: text/rfc822-headers

         Subject: Monatsbrief
         Message-ID: {messageId}

         --b--
         """.ReplaceLineEndings("\r\n");
}
