# Page of outgoing mail, for administrators.

web-mail-title = Outgoing mail
web-mail-lead = Requests, returns, reminders and one-time links that the system sends through the mail server. What waits for one person goes out as one letter, returns first.
web-mail-off = No mail server is connected
web-mail-off-text = Mail is kept and sent to nobody. Set these environment variables on the server and start tonghop serve again; what waits is sent then.
web-mail-off-url = Mail server: smtps://user:password@host:465 or smtp://user:password@host:587?tls=required
web-mail-off-sender = Sender, for example: Tổng Hợp <reports@example.vn>
web-mail-off-certificates = File with certificates (PEM) to trust as well, where the mail server has one of its own; optional
web-mail-waiting = Waiting
web-mail-failed = Not sent
web-mail-sent = Sent
web-mail-none = No mail here
web-mail-written = Written
web-mail-recipient = To
web-mail-subject = Subject
web-mail-tries = Tries
web-mail-sent-at = Sent
web-mail-next = Due
web-mail-not-without = Not sent: no mail server is set up
web-mail-under-way = Under way
web-mail-cause = Reason
web-mail-again = Send again
web-mail-again-all = Send all unsent mail now
web-mail-kind-returned = Returned items
web-mail-kind-opened = Report to be sent
web-mail-kind-reminder = Reminder
web-mail-kind-invitation = Invitation
web-mail-kind-handed = Report waits to be sent
web-mail-kind-handed-back = Report to be changed before it is sent
web-mail-kind-comment = Remark on a report
web-mail-kind-answer = Answer
web-mail-cause-receiver = The address is not valid
web-mail-cause-letter = The letter cannot be written
web-mail-cause-refused = The mail server refuses it
web-mail-cause-unavailable = The mail server does not take it yet
web-flash-mail-again = { $count ->
    [0] No mail was left to send again.
    [one] One message goes out now.
   *[other] { $count } messages go out now.
}
web-mail-dropped = Not sent any more
web-mail-settled = It was done, its day was moved, or the round was closed
