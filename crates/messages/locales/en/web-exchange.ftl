# Importing figures, signing in through another system, sessions.

cycle-import-sheet = Imported figures
cycle-import-column-unit = Unit code
cycle-import-column-unit-name = Unit name
cycle-import-column-indicator = Indicator code
cycle-import-column-indicator-name = Indicator name
cycle-import-column-measure = Unit of measure
cycle-import-column-value = Value
cycle-import-column-numerator = Numerator
cycle-import-column-denominator = Denominator
cycle-import-no-head = No row of headings within the first 20 rows. The file needs the columns: { $columns }.
cycle-import-cut = The file is too large or partly unreadable; it is not imported, so that no figure is missed.
cycle-import-twice = This unit and indicator already stand in row { $row }.
cycle-import-twice-expected = One row per unit and indicator
cycle-import-twice-advice = Remove this row or row { $row }.
cycle-import-unit-expected = Code of a unit that owes a report in the round, such as { $example }
cycle-import-unit-code = The code of { $name } is { $code }.
cycle-import-from-template = Copy the code from the template file of the round.
cycle-import-indicator = The catalogue has no indicator with this code.
cycle-import-indicator-expected = Code of an indicator of the catalogue, such as { $example }
cycle-import-no-number = This row has no figure.
cycle-import-no-number-advice = Give the value, or numerator and denominator; remove the row if there is no figure yet.
cycle-import-number = This cell is not a valid number.
cycle-import-number-expected = A number of 0 or more, such as 97,5 or 1250
cycle-import-number-advice = Write the number alone, without words or a unit of measure.
cycle-import-two-ways = This number can be read in two ways: the point may group thousands or stand before decimals.
cycle-import-two-ways-advice = Leave out the point between thousands; write decimals after a comma.
cycle-import-formula = The cell holds a formula or an error and is not imported.
cycle-import-formula-expected = A computed value
cycle-import-formula-advice = Copy the column and paste it back as values (Paste Special – Values).

web-values-title = Import figures
web-values-lead = Imports figures of many units of the round from one file. The file is checked first; it is imported only if every row is right, and one import can be undone as a whole.
web-values-step-template = 1. Get the template file
web-values-template-text = The template file holds the codes and names of the units and indicators of the round; where its report template asks for no indicators, those held by registers. Leave rows without figures empty.
web-values-template-xlsx = Excel template file
web-values-template-csv = CSV template file
web-values-step-check = 2. Check the filled file
web-values-file-hint = XLSX, ODS or CSV. Columns are known by their headings: Unit code, Indicator code, Value, Numerator, Denominator. Cells with formulas are not taken.
web-values-wrong = { $count } rows need to be put right. Nothing was imported.
web-values-wrong-more = The list shows the first { $count } problems.
web-values-fine = All { $count } rows are right. Nothing is imported yet: use the button below.
web-values-present = { $count } present values will give way to those of the file.
web-values-changed = { $count } of them are other numbers:
web-values-unchanged = None of them is another number.
web-values-changed-more = Only the first { $count } changes are listed.
web-values-indicator = Indicator
web-values-before = Present
web-values-after = In the file
web-values-accepted = of an accepted report
web-values-replaces = { $count } rows would replace figures of accepted reports.
web-values-replace = Replace values of accepted reports too
web-values-blank = { $count } rows without figures are left out.
web-values-nothing = The file has no row with figures.
web-values-apply = Import { $count } rows
web-values-cell = Cell
web-values-what = Problem
web-values-expected = Expected
web-values-actual = In the file
web-values-advice = What to do
web-values-no-actual = (empty)
web-flash-values-imported = { $count } rows of figures were imported.
web-flash-values-undone = The import was undone; the figures before it count again.
web-imports-title = Imports of figures
web-imports-lead = Each import can be undone as a whole: its figures go, those before it count again.
web-imports-at = When
web-imports-by = By
web-imports-round = Round
web-imports-file = File
web-imports-by-api = Through the API
web-imports-rows = Rows
web-imports-state = State
web-imports-applied = In force
web-imports-undone = Undone
web-imports-undo = Undo
web-imports-undo-ask = Undo this import? The figures before it will count again.
web-imports-none = No imports yet
web-imports-none-text = Open a round and choose “Import figures”.

cycle-sign-in-external-attempt = This sign-in is over or was used already. Please sign in again.
cycle-sign-in-external-unknown = This external account is not linked to any user. Please ask an administrator.
cycle-external-taken = This external account is linked to a user already.

web-external-sign-in = Sign in with { $name }
web-external-or = or with a login
web-external-code-title = Enter the code
web-external-code-lead = { $name } confirmed who you are. This account needs the code of its second factor as well.
web-external-ended-title = Signed out
web-external-ended-text = The session here has ended. The browser may still be signed in at { $name }; on a shared machine, sign out there as well.
web-external-ended-there = Sign out of { $name }
web-external-again = Sign in again
web-external-linked = External account
web-external-linked-none = Not linked to any account at { $name }.
web-external-linked-since = Linked by { $by }, { $at }
web-external-link = Link account
web-external-unlink = Unlink
web-external-unlink-ask = Unlink this external account? Open sessions of the person will end.
web-external-subject = Identifier (subject) at { $name }
web-external-subject-hint = Found in the system that manages accounts, or in the audit log: event “External account not linked, refused”.
web-flash-external-cancelled = You stopped the sign-in at the other system.
web-flash-external-trouble = The sign-in system cannot be reached. Please try again or use your password.
web-flash-external-untrusted = The answer of the sign-in system cannot be accepted. Please try again; if it stays so, tell an administrator.
web-flash-external-attempt = This sign-in is over or was used already. Please sign in again.
web-flash-external-unknown = This external account is not linked to any user. Please ask an administrator.
web-flash-external-deactivated = The account is deactivated.
web-flash-external-linked = The external account is linked.
web-flash-external-unlinked = The external account is no longer linked.
web-event-account-external-linked = External account linked
web-event-account-external-unlinked = External account unlinked
web-event-account-external-refused = External account not linked, refused
web-event-account-sessions-ended = Sessions ended

web-sessions-title = Sessions
web-sessions-text = Where this account is signed in. If a place is strange to you, end that session and change the password.
web-sessions-where = Place
web-sessions-since = Since
web-sessions-seen = Last used
web-sessions-this = This session
web-sessions-on = { $browser } on { $system }
web-sessions-unknown = Another browser
web-sessions-external = through { $name }
web-sessions-end = End
web-sessions-end-others = End all other sessions
web-sessions-end-all = End all sessions
web-sessions-end-all-ask = End all sessions of this person?
web-sessions-none = No open sessions.
web-flash-session-ended = The session was ended.

cycle-mail-late-subject = Report overdue: { $round }
cycle-mail-late-body =
    To: { $unit }

    The deadline of the round “{ $round }” ({ $due }) has passed and the unit's report has not arrived.

    Please sign in, finish the report and send it as soon as possible; if something stands in the way, ask the lead office for an extension.

cycle-reminder-days = Give at most { $most } numbers of working days, each from 1 to { $days }, with commas between.
web-reminders-title = Automatic reminders
web-reminders-text = Once a mail server is connected, units that have not sent their report are reminded by mail, once at each step, between 7:00 and 17:00 on working days. Leave the days empty and the box unticked for no automatic reminders.
web-reminders-days = Working days before the deadline
web-reminders-days-hint = For example: 3, 1 – with 3 working days left and with 1 working day left.
web-reminders-late = Remind once when late

web-api-if-match = If-Match has to be a version in quotation marks, as ETag gave it.
