# The reporting cycle: refusals, wrong input, mail.

cycle-sign-in-wrong = Name or password is wrong.
cycle-sign-in-locked = Too many failed attempts. Please try again in 15 minutes.
cycle-sign-in-second-factor = The verification code is missing or wrong.
cycle-sign-in-link = The link is wrong, was used, or has expired. Please ask the administrator for a new one.
cycle-sign-in-session = Please sign in to go on.
cycle-sign-in-deactivated = The account is out of use.
cycle-denied = This account may not do that.
cycle-denied-view = This account may not see that.
cycle-not-found = There is no such thing.
cycle-conflict = Someone else has just changed this. Please look at the newest state and try again.
cycle-invalid = { $count } places are not valid.
cycle-busy = The system is busy. Please try again in a few seconds.
cycle-internal = Something went wrong in the system. Nothing was done.
cycle-refused-state = The report is in a state in which this cannot be done.
cycle-refused-round = The round is closed, or in a state in which this cannot be done.
cycle-refused-blocked = { $count } errors have to be corrected first.
cycle-refused-unexplained = { $count } warnings have no explanation yet.
cycle-refused-empty = The report says nothing yet.
cycle-refused-nothing-returned = No item is marked to be returned.
cycle-refused-items-returned = { $count } items are marked to be returned.
cycle-refused-published = The round is published: its figures, dates and files do not change any more. To correct something, the head has to open the round again.
cycle-refused-own-report = You sent this report for its unit yourself: somebody else has to accept it and to waive its findings.
cycle-refused-key-reused = This Idempotency-Key belongs to a request with another content. Nothing of this one was taken; send it with a key of its own.
cycle-refused-nothing-to-publish = Everything that was accepted in this round is published.
cycle-refused-replaces-accepted = { $count } values of accepted reports would be replaced. Where that is meant, choose “Replace values of accepted reports too” and import again.
cycle-exempt-sent = { $unit } has sent its report in this round and cannot be exempted: what was sent counts. Leave the unit out; if it need not report, it has to withdraw its report first.
cycle-nothing-answers = The draft has { $count } answers, so the report as a whole cannot be declared to have nothing. Clear these answers first.
cycle-refused-replaces-draft = The draft holds { $count } answers that the report sent does not have or words differently; they would be lost. Read the draft and bring both together, or send "replace_draft": true where that is meant.
cycle-conflict-accepted = { $name } has just accepted this item. Please look at it again and decide.
cycle-conflict-returned = { $name } has just marked this item to be returned. Please look at it again and decide.
cycle-conflict-reopened = The decision on this item has just been taken back. Please look at it again and decide.

cycle-field-blank = This is required.
cycle-field-control = There are control characters in it.
cycle-field-long = Longer than { $most } characters.
cycle-field-province = No province has this code.
cycle-field-login = Only letters without diacritics, digits and . - _ @ are possible, at most 100 characters.
cycle-field-login-taken = This login is taken.
cycle-field-email = This is no valid mail address.
cycle-field-language = This language is not supported.
cycle-field-own-account = You cannot take your own account out of use.
cycle-people-last-administrator = This is the only administrator of the whole installation whose role has no last day. First give the role, at the top unit and without a last day, to another account in use.
cycle-field-dates-order = The last day is before the first.
cycle-field-role = The role is unknown or has no unit.
cycle-field-days = Between 1 and { $most } days are possible.
cycle-field-number = This is no valid number.
cycle-password-short = At least { $least } characters are needed.
cycle-password-simple = This password is easy to guess (a word that many take, a row of keys or figures, the login or name, or too few different characters); please choose another one.
cycle-import-too-many = At most { $most } rows at once.
cycle-links-too-many = New links for { $most } people at most at once. Choose fewer.
cycle-import-no-table = The file has no table of two columns or more.
cycle-import-report = The unit owes no report in this round.
cycle-item-unknown = The template has no such item.
cycle-template-empty = A template needs at least one task, section or indicator.
cycle-template-node = The programme has no task with this code.
cycle-template-twice = The code is used already or not valid.
cycle-template-part = There is no part with this label.
cycle-template-indicator = There is no such indicator, or it is there twice.
cycle-template-column-twice = The annex has each column only once.
cycle-template-column-missing = The annex needs the columns for task, status and result.
cycle-template-own-many = A template adds at most 6 columns, so that the annex fits on a landscape page.
cycle-template-own-lost = The added column does not say what is filled in.
cycle-template-own-code = The code of an added column has lower-case letters without marks, digits and underscores only, at most 48.
cycle-template-choices-few = The list needs at least two values, one a line, all different.
cycle-template-choices-many = The list has at most { $most } values.
cycle-absence-status = Both “{ $reason }” and the status “{ $said }” are given; only “{ $reason }” counts. Where it was done, choose “has data” again; otherwise clear the status.
cycle-absence-number = Both “{ $reason }” and the number { $said } are given. Where there is data, choose “has data” again; otherwise clear the number.
cycle-own-blank = The column “{ $column }” has to be filled in and is blank.
cycle-own-blank-expected = A value in the column “{ $column }”
cycle-own-unknown = The template has no such column.
cycle-own-long = Column “{ $column }”: at most { $most } characters.
cycle-own-choice = Column “{ $column }”: one of the values { $choices }.
cycle-own-number = Column “{ $column }”: a number, as in 1.234,5.
cycle-own-date = Column “{ $column }”: a day that exists as day/month/year, as in 05/12/2026.
cycle-template-label-twice = This label is taken.
cycle-template-label-twice-there = The part beside has a group with this label; change the label before moving it.
cycle-template-group = This part has no group with that label.
cycle-template-wording-blank = There is no wording yet.
cycle-template-unmapped = It is mapped to no task of the programme yet.
cycle-template-node-twice = Another row of the template is mapped to this task of the programme.
cycle-template-number-twice = Another row of the group has this number.
cycle-template-indicator-none = Choose at least one indicator that the template does not have.
cycle-template-no-place = This is no longer in the template.
cycle-template-section-twice = The template has this section already.
cycle-template-code = A template's code is made of lower-case letters, digits and "-", at most 40 characters.
cycle-template-code-taken = There is a template with this code.
cycle-template-programme = There is no such programme.
cycle-template-file-unread = The file cannot be read: { $reason }
cycle-template-file-empty = No table of tasks was found in the file.
cycle-round-same = The open round “{ $round }” asks for the same template and period of the same units: each of them owes two reports.
cycle-round-deadline-over = The deadline { $date } is over: every unit is overdue as soon as the round is opened.
cycle-round-template-draft = The template is not published yet.
cycle-round-no-units = There is no commune within this unit.
cycle-round-deadline-past = The new deadline has passed: units that sent in time would be late. Choose today or a later day.
cycle-round-deadline-early = The deadline is before the cut-off.
cycle-round-extension-early = The later deadline has to be after that of the round.
cycle-review-open-findings = { $count } findings are still open.
cycle-date-far = The day is more than a year away. Check the year.
cycle-review-due-past = This day has passed.
cycle-file-too-large = The file is larger than { $megabytes } MB.
cycle-file-empty = The file is empty.
cycle-file-interrupted = Reading the file was interrupted several times. Please upload it again.
cycle-answer-blank = The answer must not be blank.
cycle-outcome = This is no outcome of a promise.

cycle-section-results = Results
cycle-section-advantages = Advantages
cycle-section-limitations = Limitations
cycle-section-causes = Causes
cycle-section-recommendations = Recommendations
cycle-section-next-tasks = Next tasks

cycle-annex-no = No.
cycle-annex-task = Tasks, measures
cycle-annex-timeframe = Time
cycle-annex-status = Degree of completion
cycle-annex-result = Results in detail

cycle-mail-handed-subject = Report waits to be sent: { $round }
cycle-mail-handed-body =
    To: { $unit }

    The report for “{ $round }” is written and waits to be looked at and sent. It is due on { $due }.

    { $items }

    Please sign in, look at it and send it, or hand it back to be changed.
cycle-mail-handed-by = Handed over by { $name }
cycle-mail-handed-back-subject = Report to be changed before it is sent: { $round }
cycle-mail-handed-back-body =
    To: { $unit }

    The report for “{ $round }” was handed back to be changed before it is sent. It is due on { $due }.

    { $items }
cycle-mail-handed-back-by = Handed back by { $name }
cycle-mail-answered-subject = Your request was answered: { $round }
cycle-mail-answered-item = - “{ $text }”
      Answer ({ $name }): { $answer }
cycle-mail-answered-body =
    To: { $unit }

    What the unit asked for in its report of “{ $round }” was answered:

    { $items }
cycle-mail-comment-subject = Remark on the report: { $round }
cycle-mail-waived-by = { $name } waived the error, with the reason:
cycle-mail-comment-by = By: { $name }
cycle-mail-comment-body =
    To: { $unit }

    There is a new remark on the report of the unit in “{ $round }”:

    { $items }
cycle-mail-request = Request: { $request }
cycle-mail-period = Period: { $period }
cycle-mail-returned-subject = Parts of the report have to be done again: { $round }
cycle-mail-returned-item = - { $item }: { $reason } (by { $due })
cycle-mail-returned-body =
    To: { $unit }

    In the report of your unit for “{ $round }” { $count } items have to be done again:

    { $items }

    Please sign in, complete these items and send the report again.
cycle-mail-mend-subject = Items to be done again: { $round }
cycle-mail-mend-body =
    To: { $unit }

    In the report of your unit for “{ $round }” { $count } returned items have not come back; the first is due by { $due }:

    { $items }

    Please complete these items and send the report again.
cycle-mail-mend-late-subject = Returned items overdue: { $round }
cycle-mail-mend-late-body =
    To: { $unit }

    The day for doing again the returned items ({ $due }) has passed and the report of your unit for “{ $round }” has not come back. { $count } items are open:

    { $items }

    Please complete them and send the report again as soon as possible; if something stands in the way, ask the lead office.
cycle-import-undone-before = { $name } undid this import at { $at }.
cycle-template-unchanged = This draft says the same as version { $number }; change something before it is published.
cycle-mail-open = Open the report in the system:
cycle-mail-opened-subject = Report to be sent: { $round }
cycle-mail-opened-body =
    To: { $unit }

    Your unit is asked for a report in the round “{ $round }”. It is due by { $due }.

    { $items }

    Please sign in, write the report and send it in time.
cycle-mail-opened-cut-off = - Data up to the end of: { $said }
cycle-mail-invited-subject = Your account in the reporting system
cycle-mail-invited-body =
    To: { $name }

    You have an account in the reporting system. Your login: { $login }

    Open this link to set a password. It works once, until { $until }; do not pass it on:

    { $link }
cycle-mail-password-subject = A new password for the reporting system
cycle-mail-password-body =
    To: { $name }

    An administrator made a link to set a new password for the account { $login }.

    Open this link to set it. It works once, until { $until }; do not pass it on:

    { $link }

    If you did not ask for this, please tell the administrator.
cycle-mail-extended-subject = Later deadline: { $round }
cycle-mail-extended-body =
    To: { $unit }

    The deadline of your unit's report in the round “{ $round }” is now { $due }.

    Please sign in, complete the report and send it by then.
cycle-mail-reminder-subject = Report due: { $round }
cycle-mail-reminder-body =
    To: { $unit }

    Your unit has not sent its report for “{ $round }”. It is due by { $due }.

    Please sign in, complete the report and send it.

## Root certificates
cycle-roots-none = The file holds no certificate that can be read.
cycle-signer-title = Print no academic title (“{ $title }”) before the signer’s name
cycle-roots-too-many = The file holds too many certificates, or is too large.
cycle-foreign-unit = Answers were taken from the file “{ $name }”, but that document is not one of { $unit }. Look at the file again; where it is the unit’s document, say why.
cycle-foreign-period = Answers were taken from the file “{ $name }” of { $unit }, but that document is of another period. Look at the file again; where it can be used, say why.

## Integrity
cycle-audit-gap = Chain { $chain }, event { $event }: an event is missing
cycle-audit-link = Chain { $chain }, event { $event }: it does not follow from the event before
cycle-audit-content = Chain { $chain }, event { $event }: its content was changed
cycle-audit-end = Chain { $chain }, event { $event }: events were cut off or added at the end
cycle-audit-chain = Chain { $chain }: the whole chain is missing
cycle-audit-edition-changed = { $unit }, round “{ $round }”: official edition { $number } (report { $report }) is not what was accepted
cycle-audit-edition-figures = { $unit }, round “{ $round }”: the figures that are added up are not those of official edition { $number } (report { $report })
cycle-audit-edition-missing = { $unit }, round “{ $round }”: official edition { $number } (report { $report }) is gone
cycle-audit-edition-unrecorded = { $unit }, round “{ $round }”: official edition { $number } (report { $report }) was accepted by nobody
cycle-audit-sent-changed = { $unit }, round “{ $round }”: the content of attempt { $number } (report { $report }) is not what was sent
cycle-audit-sent-missing = { $unit }, round “{ $round }”: the content of attempt { $number } (report { $report }) is gone
cycle-audit-findings-changed = { $unit }, round “{ $round }”: the findings of attempt { $number } (report { $report }) are not those it was sent with
cycle-audit-waiver-changed = { $unit }, round “{ $round }”: a waiver (report { $report }) was changed
cycle-audit-waiver-missing = { $unit }, round “{ $round }”: a waiver (report { $report }) is missing
cycle-audit-waiver-unrecorded = { $unit }, round “{ $round }”: there is a waiver (report { $report }) that nobody decided on
cycle-audit-account-changed = Account { $number }, { $name }: name, login, mail, unit or state was changed outside of the system
cycle-audit-account-missing = Account { $number }: deleted outside of the system
cycle-audit-account-unrecorded = Account { $number }, { $name }: nobody made it in the system
cycle-audit-credential-changed = Account { $number }, { $name }: password or second factor was changed outside of the system
cycle-audit-binding-changed = Account { $number }, { $name }: the binding to a provider was changed outside of the system
cycle-audit-grant-changed = Role { $number } of { $name }: changed outside of the system
cycle-audit-grant-missing = Role { $number }: deleted outside of the system
cycle-audit-grant-unrecorded = Role { $number } of { $name }: nobody gave it in the system
cycle-doctor-rights = { $count } records of accounts, passwords, roles, waivers
cycle-doctor-migration = { $name } is missing; run tonghop migrate
cycle-doctor-events = { $count } events
cycle-doctor-frozen = { $count } attempts and editions
cycle-doctor-file = file { $digest } is damaged
cycle-doctor-mail = { $count } messages; see the page “Outgoing mail”
cycle-doctor-unit-lost = { $unit } belongs to a unit that is not there
cycle-doctor-units-none = there is no unit yet; open the set-up link that tonghop serve prints
cycle-doctor-units = { $count } units
cycle-doctor-administrators = { $names }
cycle-doctor-administrators-ending = only { $names }, whose role ends; give a role without a last day before that
cycle-doctor-administrators-none = there is nobody; run tonghop account role <LOGIN> administrator
cycle-doctor-integrity = { $said }
