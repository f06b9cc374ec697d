# Use cases: progress, unreadable files, skipped files.
app-progress-done = { $done } of { $total } files done
app-step-checking = Checking the reports against each other …
app-step-consolidating = Consolidating …
app-step-writing = Writing the results …
app-failure-not-found = no such file
app-failure-permission = no permission to read the file
app-failure-is-folder = this is a folder, not a file; tonghop check or tonghop compile take a whole folder
app-text-in-disguise = the name ends in .{ $ending } but the file holds plain text; check whether it is the right file
app-failure-io = the file cannot be read ({ $cause })
app-failure-defect = a defect of the program while reading this file; other files are not affected. Please send the file to the developers
app-skipped-folder-unreadable = the folder cannot be opened
app-skipped-too-deep = folders nested too deep
app-skipped-not-a-report = not a format that reports are read from
app-set-aside-copy = same content as { $other }, counted once
app-set-aside-other-kind = is a { $kind } (no. { $number }), not a report
app-set-aside-letter = is an official letter (no. { $number }) without a report or a filled table of tasks
app-set-aside-above = is a report of the province ({ $issuer }), not counted among those of the units
app-set-aside-no-report = not recognised as a report (no issuer, number, title, addressee or table of tasks)
app-failure-link = the link is broken or leads in a circle, there is no file behind it
app-failure-not-a-file = not a regular file (a pipe or a device). Write the content to a file and try again
app-json-broken = this is no complete JSON file (line { $line }, column { $column })
app-json-shape = this is not the result of “tonghop read --format json” (format { $format })
app-json-format = the reading is in format { $found }; this program reads { $format }
app-set-aside-period = its period “{ $period }” is not the one that was chosen
app-write-no-programme = No report names a programme of the catalogue, so the abstract is a general one: give it with --subject, or put it right in the file
app-write-periods = The reports are of several periods ({ $periods } reports): their figures are put together. Choose one with --period, and reports of others do not count.
app-nothing-to-write = there is no content of a report to write
app-write-from-json = a document from JSON has assessment, recommendations and annex only; the rest of the report’s text is not in the JSON and is not printed; number and date are left blank
app-write-moved = stands behind the signature in the file and was put at the end of the text: “{ $text }”
app-write-left-out = not in the document written: “{ $text }”
app-write-left-out-more = { $count } more passages of the file are not in the document written; compare with the file before signing
app-write-party = is a document of a Party body, which has a form of its own (Hướng dẫn 36-HD/VPTW); it is not rewritten in the form of Nghị định 30/2020/NĐ-CP
app-write-recognised = Note: the text was recognised from { $pages ->
    [one] one scanned page
   *[other] { $pages } scanned pages
}, { $uncertain ->
    [0] letters and figures may be wrong
    [one] one place is uncertain
   *[other] { $uncertain } places are uncertain
}. Compare every line with the scan before it is signed.
app-write-read = Note on reading the file{ $pages ->
    [0] { "" }
   *[other] { " " }(page { $named })
}: { $remark }
app-write-no-issuer = The issuing body was not found in the report: fill it in before it is signed
app-write-no-place = The report names no place and its unit is not clear: fill the place in before it is signed
app-write-no-subject = The report has no abstract below “BÁO CÁO”: fill it in before it is signed
app-write-no-addressee = The report has no line “Kính gửi”: fill in whom it is sent to before it is signed
app-write-no-signer = The report does not name its signer: fill the name in before it is signed
app-skipped-own-results = result of an earlier run, not a report
