# Pages of the documents of a round, of a unit's document and form, of trusted roots.

web-documents-title = Documents
web-documents-lead = Documents of the round in the form of Decree 30/2020/NĐ-CP, drafted from the present data. Number, date, signature and seal are left blank for the clerk.
web-documents-open = Documents
web-documents-name = Document
web-documents-download = Download
web-documents-word = Word
web-documents-pdf = PDF
web-documents-own = In the office's template
web-document-request = Request letter
web-document-request-text = Names the basis, what is asked, the period of the data and the deadline, with the form of the round.
web-document-reminder = Reminder
web-document-reminder-text = To the units that have not sent their report by today.
web-document-late = Notice of late units
web-document-late-text = Units that have not sent or sent after the deadline, with the days they are late.
web-document-consolidated = Consolidated report (draft)
web-document-consolidated-text = Overview, each group of tasks, indicators, difficulties, recommendations and three annexes.
web-document-brief = Brief for leaders
web-document-brief-text = One page with charts.
web-document-report = Report of a unit
web-document-report-text = The report of each commune with its annex in the template of the round.

web-documents-office = Issuing office
web-documents-office-text = Printed in the head and the signature block of the documents. Blank fields have their usual values.
web-documents-field-office = Name of the office
web-documents-field-superior = Superior body
web-documents-field-abbreviation = Abbreviation of the office in the symbol
web-documents-field-drafter = Abbreviation of the drafting unit
web-documents-field-place = Place
web-documents-field-capacity = Capacity of the signer
web-documents-field-capacity-hint = On behalf of somebody: two lines with "/" between them: KT. GIÁM ĐỐC/PHÓ GIÁM ĐỐC
web-documents-field-signer = Name of the signer
web-documents-field-contact = How to send and whom to ask
web-documents-field-contact-hint = Printed at the end of letters.

web-documents-templates = Templates of the office
web-documents-templates-text = A Word file (.docx) with fields such as { "{{" } trich_yeu { "}}" }. It is checked when it is uploaded; mistakes are named with paragraph or table cell.
web-documents-template-example = Built-in template: { $kind }
web-documents-template-fields = Fields that a template can use
web-documents-template-field = Field
web-documents-template-meaning = Meaning
web-documents-template-syntax = The built-in template has all of them at their places; download it, change it in Word and upload it. A p tag stands for its whole paragraph, tr for a row, tc for a cell of a table. Filters: ngay (05/10/2025), ngay_chu (ngày 05 tháng 10 năm 2025), so (1.234,5).
web-template-field-co-quan-chu-quan = Superior body (first line at the left)
web-template-field-co-quan = Issuing body, line by line (list)
web-template-field-so = Number; blank until it is given
web-template-field-ky-hieu = Symbol, such as BC-UBND
web-template-field-so-ky-hieu = The whole line with number and symbol
web-template-field-dia-danh = Place
web-template-field-ngay = Date as 2025-10-05; use it with ngay or ngay_chu
web-template-field-dia-danh-ngay = The whole line with place and date
web-template-field-loai = Type of document, such as BÁO CÁO; blank for letters
web-template-field-trich-yeu = Abstract
web-template-field-kinh-gui = Addressees (list)
web-template-field-can-cu = Legal bases (list)
web-template-field-noi-dung = The text piece by piece (list): loai (muc, doan, gach, bang, bieu_do), nhan, chu, de (whole line of a heading), cap (1 to 5), bang (dau and dong, rows with cells o)
web-template-field-noi-nhan = Recipients (list)
web-template-field-quyen-han = Authority of the signature, such as TM. ỦY BAN NHÂN DÂN
web-template-field-chuc-vu = Capacity of the signer, line by line (list)
web-template-field-nguoi-ky = Name of the signer
web-template-field-phu-luc = Annexes (list): nhan, ten, kem_theo, noi_dung, bang
web-template-field-phien-ban = Edition of the data that the document was made from
web-template-field-thoi-diem = Time of the data
web-documents-template-kind = For
web-documents-template-file = Template (.docx)
web-documents-template-keep = Check and keep the template
web-documents-template-get = Download the template in use
web-documents-template-remove = Remove the template
web-documents-template-remove-ask = Remove this template and use the built-in document again?
web-documents-template-by = { $name }, uploaded by { $by } on { $at }
web-documents-template-wrong = { $count ->
    [one] The template cannot be used: { $count } mistake.
   *[other] The template cannot be used: { $count } mistakes.
}
web-documents-template-more = { $count ->
    [one] { $count } more mistake is not listed here.
   *[other] { $count } more mistakes are not listed here.
}
web-documents-template-missing = Choose the template.
web-flash-template-kept = The template was checked and kept.
web-flash-template-removed = The template was removed; the built-in document is used again.

web-documents-report-title = Document and form
web-documents-report-lead = The report in its official form for signing, and the form as a workbook to be filled in offline.
web-documents-report-own = Report in its official form
web-documents-report-own-text = Narrative, indicators and the annex in the template of the round, drafted from the present answers. Number, date, signature and seal are blank.
web-documents-scan = “{ $name }” is a scan{ $count ->
    [0] { "" }
    [one] , one place of which is uncertain
   *[other] , { $count } places of which are uncertain
}. Letters and figures taken from it may be wrong: compare them with the scan before the report is signed.
web-documents-report-nothing = There are no answers yet, so there is no report to download.
web-documents-form = Form as a workbook
web-documents-form-text = Download the XLSX form, fill it in with Excel or LibreOffice and upload it again. Present answers and those of the last period stand in it.
web-documents-form-get = Download the XLSX form
web-documents-form-file = Filled form (.xlsx or .ods)
web-documents-form-send = Read and save the answers
web-documents-form-missing = Choose the filled form.
web-documents-form-refused = Nothing was saved: { $reason }
web-documents-form-saved = { $count ->
    [one] { $count } answer was saved.
   *[other] { $count } answers were saved.
}
web-documents-form-unchanged = { $count ->
    [one] { $count } answer is the same as before.
   *[other] { $count } answers are the same as before.
}
web-documents-form-problems = { $count ->
    [one] { $count } place to look at
   *[other] { $count } places to look at
}
web-documents-form-conflicts = { $count ->
    [one] { $count } item was changed both in the file and in the system
   *[other] { $count } items were changed both in the file and in the system
}
web-documents-form-conflicts-text = These items were changed in the system after the form had been downloaded. What stands in the system was kept; compare both and choose the file's where that is right.
web-documents-form-replaced = { $count ->
    [one] { $count } earlier answer was replaced by the file's
   *[other] { $count } earlier answers were replaced by the file's
}
web-documents-form-replaced-text = Where that was a mistake, every earlier answer can be taken back.
web-documents-form-item = Item
web-documents-form-in-system = In the system
web-documents-form-in-file = In the file
web-documents-form-before = Before the upload
web-documents-form-take-file = Take what the file says
web-documents-form-take-chosen = Save what is chosen
web-documents-form-take-back = Take the earlier answer back
web-documents-form-place = Place
web-documents-form-what = Problem
web-documents-form-advice = What to do
web-documents-form-expected = Expected: { $value }
web-documents-form-actual = Found: { $value }
web-documents-form-not-taken = Not saved
web-documents-form-taken = Saved; look again
web-documents-form-back = Back to the report

web-roots-title = Root certificates
web-roots-lead = Digital signatures of PDF files are checked against these root certificates. Without them it is only known that the content is intact, not who signed.
web-roots-none = There is no root certificate yet.
web-roots-present = { $count ->
    [one] { $count } root certificate is trusted
   *[other] { $count } root certificates are trusted
}
web-roots-until = Valid until { $day }
web-roots-by = File { $name }, uploaded by { $by } on { $at }
web-roots-file = File of root certificates (.pem, .crt, .cer, .der)
web-roots-keep = Use this file
web-roots-remove = Trust none
web-roots-remove-ask = Trust none of the root certificates any more?
web-roots-missing = Choose a file.
web-flash-roots-kept = The list of root certificates was changed.
