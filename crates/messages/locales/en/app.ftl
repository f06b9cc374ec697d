# Use cases: progress, unreadable files, skipped files.
app-progress-done = { $done } of { $total } files done
app-step-checking = Checking the reports against each other …
app-step-consolidating = Consolidating …
app-step-writing = Writing the results …
app-failure-not-found = no such file
app-failure-permission = no permission to read the file
app-failure-is-folder = this is a folder, not a file
app-failure-io = the file cannot be read ({ $cause })
app-failure-defect = a defect of the program while reading this file; other files are not affected. Please send the file to the developers
app-skipped-folder-unreadable = the folder cannot be opened
app-skipped-too-deep = folders nested too deep
app-skipped-not-a-report = not a format that reports are read from
app-set-aside-copy = same content as { $other }, counted once
app-set-aside-no-report = not recognised as a report (no issuer, number, title, addressee or table of tasks)
