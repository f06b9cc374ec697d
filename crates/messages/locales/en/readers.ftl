# Files that cannot be read (after the file name): what is wrong and what to do.
readers-error-unsupported = this kind of file ({ $kind }) is not read yet. Send it as Word (.docx), PDF, Excel (.xlsx), HTML or plain text
readers-error-damaged = the file is damaged or was not downloaded completely ({ $what }). Open it in the program it was written with, save it again, or ask for the original
readers-error-empty = the file is empty. Check the file that was sent
readers-error-too-large = the file is larger than { $megabytes } MB. Scan with a lower resolution or split the file
readers-error-too-deep = the content is nested deeper than { $levels } levels, which no ordinary document is. Save it again in a word processor and retry
readers-error-expansion-too-large = the compressed file grows beyond { $megabytes } MB when opened and may be malicious. Do not open it; ask the sender
readers-error-encrypted = the file is protected by a password. Remove the password and send it again
readers-error-tool-missing = this kind of file needs { $tool }, which is not installed. Install { $tool }, or save the file as .docx, .xlsx or PDF with text
readers-error-tool-failed = { $tool } could not process this file ({ $detail }). Try to open it and save it as .docx or .xlsx
readers-error-timed-out = reading took too long and was stopped. Split the file or allow more time
# Remarks of a reader; the rest of the file is used.
readers-warning-part-unreadable = a part of the file is missing or damaged and was left out: { $detail }
readers-warning-object-skipped = some content could not be read as text (pictures, embedded objects or hidden sheets): { $detail }
readers-warning-glyphs-unmapped = some characters could not be converted to Unicode: { $detail }
readers-warning-legacy-encoding = the text uses a legacy encoding ({ $detail }) and was converted to Unicode
readers-warning-recognised-by-ocr = the page was read by optical character recognition and may contain wrong letters: { $detail }
readers-warning-ocr-missing = the page holds only a picture, and the recognition program (Tesseract with Vietnamese) is not installed: { $detail }
readers-warning-truncated = the content exceeds a limit and was cut: { $detail }
readers-warning-table-guessed = the structure of a table is a guess and should be checked: { $detail }
readers-warning-changes-accepted = the document has tracked changes; all were taken as accepted ({ $detail })
readers-warning-footnote-unmatched = footnote marks and footnotes do not match: { $detail }
# Kinds of content, places of damage.
readers-kind-program = program
readers-kind-zip = zip archive
readers-kind-rar = rar archive
readers-kind-7z = 7z archive
readers-kind-gzip = gzip archive
readers-kind-gif = animated picture
readers-kind-database = database
readers-kind-presentation = presentation
readers-kind-mail = mail message
readers-kind-compound-file = old Office file of unknown kind
readers-kind-binary = binary data
readers-kind-pdf-structure = structure of the PDF
