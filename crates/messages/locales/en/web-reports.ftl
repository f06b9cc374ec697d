# Pages of the unit: list of reports, form, reading of documents, checks, sending, receipt.

web-nav-reports = My reports
web-reports-lead = The reports that your unit owes. What waits for you comes first, the nearest deadline on top.
web-start-nothing-owed = No report waits for you
web-start-nothing-owed-text = What was sent, what became of it and earlier periods are under "My reports".
web-reports-none = No report is owed yet
web-reports-none-text = When a new round asks your unit, its report appears here.
web-reports-round = Round
web-reports-next = Next step
web-reports-begin = Begin
web-reports-go-on = Go on
web-reports-nothing = Nothing to report at all in this period?
web-reports-nothing-text = Where nothing happened, say so once here instead of answering every item. Where there is one thing to report, fill the form.
web-reports-nothing-do = Declare nothing to report
web-reports-nothing-ask = Declare that this whole report has nothing to say?
web-reports-nothing-back = Take it back and write the report
web-reports-handed = Ready, waits to be sent
web-reports-approve = Look and send
web-reports-mend = Correct and send again
web-reports-revise = Change what was accepted
web-reports-look = View
web-reports-copy = Copy from the last period
web-reports-copy-ask = Copy the answers of the last period into every blank item? Items with an answer stay as they are.
web-reports-copied = { $count ->
    [one] One item copied from the last period stands as it was copied.
   *[other] { $count } items copied from the last period stand as they were copied.
}
web-reports-copy-undo = Take out what was copied
web-reports-annex = Annex
web-reports-narrative = Narrative
web-reports-indicators = Indicators
web-reports-parts = Parts of the report
web-reports-status = Status
web-reports-result = Result
web-reports-own-required = required
web-reports-own-day = day/month/year
web-reports-text = Text
web-reports-note = Note
web-reports-value = Value
web-reports-numerator = Numerator
web-reports-denominator = Denominator
web-reports-absence = No data because
web-reports-absence-none = – There is data –
web-reports-not-arising = Did not arise
web-reports-not-competent = Not within our competence
web-reports-awaiting = Waits for the province or above
web-reports-zero = Zero
web-reports-no-answer = No answer yet
web-reports-register = In the register:
web-reports-register-take = Take this figure
web-reports-previous = Last period:
web-reports-previous-state = report “{ $state }”, not accepted
web-reports-saved-by = Saved by { $name }, { $date }
web-reports-returned = Returned
web-reports-mend-by = to be mended by { $date }
web-reports-returned-for = { $reason } (due { $date })
web-reports-closed-returned = The round was closed while { $count ->
    [one] one returned item had
   *[other] { $count } returned items had
} not been mended and sent again.
web-reports-closed-draft = The round was closed before this draft was sent.
web-reports-closed-missing = The round was closed before the unit sent its report.
web-reports-closed-way = The report can be sent only after the office has reopened the round; please ask it to. What was filled in, and why items were returned, is kept.
web-reports-closed-published = The results of the round were published, so it takes no more reports; what is missing goes into the next period's report. What was filled in is kept.
web-reports-closed-talk = Write to the reviewer
web-reports-closed = Round closed
web-reports-changed = Changed
web-reports-todo = { $count ->
    [one] { $count } item to be done again
   *[other] { $count } items to be done again
}
web-reports-candidates = { $count ->
    [one] { $count } value read from a document waits for you.
   *[other] { $count } values read from a document wait for you.
}
web-reports-candidates-go = Look at each
web-reports-upload = Send your unit's own document to fill the form
web-reports-upload-text = Send the report as your unit writes it (DOCX, PDF, XLSX, pictures). It is read, and each value is shown beside its sentence for you to decide; nothing enters the report by itself.
web-reports-file = File
web-reports-upload-read = Send and read
web-reports-upload-evidence = Only attach
web-reports-file-node = Evidence for the item
web-reports-file-node-hint = Used with “Only attach”.
web-reports-file-whole = The whole report
web-reports-file-remove = Remove the file
web-reports-file-remove-ask = Remove this file from the report?
web-flash-file-removed = The file was removed from the report.
web-review-evidence = Evidence
web-reports-no-file = No file was chosen.
web-reports-files = Attached files
web-reports-comments = Remarks
web-reports-asked = What the unit asked for, with the answers
web-reports-comment-new = Write to the reviewer
web-reports-comment-item = on an item
web-reports-save-part = Save this part
web-reports-number = This is not a number. Examples: 1.234,5 or 97,5.
web-reports-kept = { $count ->
    [one] { $count } item could not be saved; what you typed is still below.
   *[other] { $count } items could not be saved; what you typed is still below.
}
web-reports-theirs = Somebody else saved:
web-reports-theirs-way = Save once more to replace it by yours, or change yours to match.
web-reports-js-saved = Saved
web-reports-js-saving = Saving…
web-reports-js-dirty = Not saved
web-reports-js-offline = No connection: kept on this device, sent when the line is back.
web-reports-js-conflict-own = You changed this in another window. Choose what to keep.
web-reports-js-signed-out = The session has ended: kept on this device. Sign in and open the page again.
web-reports-js-conflict = Somebody else changed this item. Choose which to keep.
web-reports-js-mine = Keep mine
web-reports-js-theirs = Take theirs

web-candidates-title = Read from the document
web-candidates-lead = Compare each value with its sentence, then accept, correct or leave it out. What you correct of items, of wordings of the status and of which figure counts is remembered for your unit’s next document.
web-candidates-file = File
web-candidates-queued = waits to be read
web-candidates-running = is being read
web-candidates-read = was read
web-candidates-failed = could not be read:
web-candidates-wait = The document is being read. The page loads again by itself.
web-candidates-none = Nothing to decide on
web-candidates-none-text = No document was sent, or nothing in it fits the form. You can fill the form directly.
web-candidates-open-count = { $count ->
    [one] { $count } value is left.
   *[other] { $count } values are left.
}
web-candidates-done-count = { $count } done.
web-candidates-accept-all = { $count ->
    [one] Accept { $count } certain value
   *[other] Accept { $count } certain values
}
web-candidates-back = Back to the form
web-candidates-keys = Keys:
web-candidates-key-move = down, up
web-candidates-accept = Accept
web-candidates-correct = Correct
web-candidates-reject = Leave out
web-candidates-save-corrected = Accept as corrected
web-candidates-item = Item of the form
web-candidates-no-item = Item unknown
web-candidates-page = Page { $name }
web-candidates-sure = certainty { $count }%
web-candidates-remembered = as your unit corrected before
web-candidates-learnt-status = The document says “{ $name }”; what is offered follows the unit’s earlier correction.
web-candidates-learnt-numbers = Read as { $name }; the figure offered follows the unit’s earlier correction of a sentence worded alike.
web-candidates-learnt-number = The figure offered follows the unit’s earlier correction of a sentence worded alike.
web-candidates-learnt-left-out = The unit left this out last time.
web-candidates-last = Decided last:
web-candidates-last-many = { $count } values at once
web-candidates-undo = Undo
web-candidates-undo-key = undo
web-candidates-removed = taken away
web-candidates-again = Read again
web-candidates-again-text = Reads this file again with the present program. What was accepted, corrected or left out stays.
web-flash-read-again = The file is being read again. What was accepted, corrected or left out stays.
web-candidates-repeated = { $count } the same as what is there already, not shown again
web-candidates-remarks = Remarks on reading “{ $name }”:
web-candidates-recognised = “{ $name }” is a scan: letters and figures were recognised from a picture and may be wrong. Compare every figure with the document before taking it; they are not taken all at once.
web-candidates-foreign = The file “{ $name }” does not look like a document of the unit for this period
web-candidates-other-request = The file “{ $name }” says that it answers another request
web-candidates-foreign-text = Where it is the wrong file, go back to the form and take it away. Where it is right, accept its values one by one; a word of explanation is needed when the report is sent.
web-candidates-foreign-sure = I have looked at it: this document can be used for the unit’s report
web-candidates-differs-document = The document says
web-candidates-differs-report = This report
web-candidates-differs-unit = Issued by
web-candidates-differs-date = Signed on
web-candidates-differs-period = Period
web-candidates-differs-request = Answers request
web-candidates-taken = { $count } answers in the form were taken from this file.
web-candidates-taken-undo = Drop what was taken from this file
web-candidates-learnt-same = The same as last time, word for word; what is offered follows the unit’s earlier correction.
web-candidates-learnt-same-as = The document says “{ $name }”, the same as last time; what is offered follows the unit’s earlier correction.
web-candidates-present = In the report now:
web-candidates-open = Open
web-candidates-accepted = Accepted
web-candidates-corrected = Corrected and accepted
web-candidates-rejected = Left out

web-submit-title = Check and send
web-submit-go = Check and send
web-submit-on-device = Something typed on this device was not saved into the report; sent now, the report goes without it. Open the form again to save or mend it first.
web-submit-back = Back to the form
web-submit-answered = items answered
web-submit-blocking-count = errors to correct
web-submit-asking-count = points to explain
web-submit-blocking = To correct before sending
web-submit-blocking-text = Open each item and correct it. Where the figure is right nevertheless, say why and ask: the reviewer sees it and can waive the error.
web-submit-asking = A word of explanation is needed
web-submit-asking-text = Correct the figure, or say briefly why it is so; what is the same for several points can be said once, in the note to the reviewer at the end of the page. The reviewer reads the explanation.
web-submit-ask-waiver = Ask to have this error waived (where the figures are right): reason
web-submit-ask-waiver-do = Ask to have it waived
web-submit-explanation = Explanation
web-submit-keep = Save explanations
web-submit-actual = Stands there:
web-submit-expected = Needed:
web-submit-advice = What to do:
web-submit-waived = Waived by { $name }: { $reason }
web-submit-clean = Checked; nothing was found.
web-submit-note = A word to the reviewer
web-submit-note-hint = Optional. It also explains points that have no explanation of their own.
web-submit-send = Send the report
web-submit-approver = The approver of your unit sends the report. Hand it over when it is ready: they are told and find it among what they have to do.
web-submit-unmended = { $count ->
    [one] One returned item is as it was sent before. Change it, or explain it at the end of the page and send.
   *[other] { $count } returned items are as they were sent before. Change them, or explain them at the end of the page and send.
}
web-submit-hand-over = Hand over to be sent
web-submit-hand-over-note = A word to the approver (optional)
web-submit-handed = { $name } handed it over at { $date }.
web-submit-handed-waits = The approver of your unit looks at it and sends it. Take it back where something has to be changed.
web-submit-changed = Not sent: answers were changed after you opened this page. Below is the newest state; look at the changed items, then send.
web-submit-handed-changed = { $count ->
    [one] One item was changed since.
   *[other] { $count } items were changed since.
}
web-submit-hand-back = Hand back to be changed
web-submit-hand-back-reason = What has to be changed
web-submit-hand-back-hint = It stands among the remarks on the report, and who wrote it is told.
web-submit-take-back = Take it back
web-submit-noted = { $count ->
    [one] { $count } more remark
   *[other] { $count } more remarks
}
web-submit-not-draft = The report has been sent
web-submit-not-begun = The report has not been begun

web-receipt-title = Receipt
web-receipt-lead = The report was received with this content.
web-receipt-number = Number
web-receipt-time = Received
web-receipt-by = Sent by
web-receipt-state = State
web-receipt-attempt = Attempt
web-receipt-items = Items with an answer
web-receipt-digest = Digest of the content (SHA-256)
web-receipt-view = View the report
web-receipt-withdraw = Withdraw
web-receipt-withdraw-text = It can be taken back for correction until a reviewer begins.
web-receipt-withdraw-ask = Withdraw the report?

web-flash-items-saved = { $count ->
    [one] { $count } item saved.
   *[other] { $count } items saved.
}
web-flash-copy-undone = { $count ->
    [one] One copied item was taken out; what was changed since stays.
   *[other] { $count } copied items were taken out; what was changed since stays.
}
web-flash-items-copied = { $count ->
    [one] { $count } item copied from the last period. Look at it again.
   *[other] { $count } items copied from the last period. Look at each again.
}
web-flash-file-kept = { $name } was attached.
web-flash-candidates-accepted = { $count ->
    [one] { $count } value accepted.
   *[other] { $count } values accepted.
}
web-flash-candidate-conflict = Somebody else just changed this value or its item. Look again and decide.
web-flash-candidate-wrong = The correction was not taken: { $reason }
web-flash-explained = { $count ->
    [one] { $count } explanation saved.
   *[other] { $count } explanations saved.
}
web-flash-sent = The report was sent.
web-flash-handed-over = { $count ->
    [0] Handed over. The approver finds it at the top of the start page after signing in; nobody could be told by mail, so please tell them.
    [one] Handed over. The approver finds it at the top of the start page after signing in and is told by mail.
   *[other] Handed over. The approvers find it at the top of the start page after signing in and are told by mail ({ $count } people).
}
web-flash-handed-back = The report is being written again.
web-flash-withdrawn = The report was withdrawn. Press “Correct and send again” to change it.
web-flash-candidates-reopened = { $count } undone; the answers before are back.
web-flash-candidates-kept = Open again. { $count } answers were changed after they were taken and stay as they are.
web-flash-file-removed-stay = The file was taken away. { $count } answers taken from it are still in the form; drop them here where they are wrong.
