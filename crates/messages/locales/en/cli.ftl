# Command line.
cli-about = Tổng Hợp: reads the reports of communes, checks their figures, consolidates them for the province.
cli-usage = tonghop <COMMAND> [OPTIONS]
cli-heading-usage = Usage:
cli-heading-options = Options
cli-heading-arguments = Arguments
cli-heading-commands = Commands

cli-global-lang = Language of messages and results: vi (default) or en. The environment variable TONGHOP_LANG sets it as well
cli-global-catalogue = Use the catalogue (programmes, templates, indicators, units) of this folder instead of the built-in one
cli-global-quiet = Print no progress; failures are still printed
cli-global-jobs = Number of threads; 0 (default) means one per core
cli-global-help = Print this help
cli-global-version = Print the version

cli-read-about = Read reports: header, tasks with their status, figures, cited documents, findings
cli-read-usage = tonghop read <FILE>… [--format table|json|jsonl]
cli-read-arg-files = Reports to read: DOCX, PDF (scans too where Tesseract is installed), XLSX, ODS, HTML, Markdown, plain text, pictures; DOC where LibreOffice is installed
cli-read-arg-format = Form of the result: table (to read, default), json (one object, or an array for several files), jsonl (one report per line)

cli-check-about = Check figures: within each report, between reports of one unit, between units
cli-check-usage = tonghop check <FILE|DIR>… [--format table|json|csv] [--fail-on error|warning|info]
cli-check-arg-files = Reports, or folders that hold reports (searched recursively)
cli-check-arg-format = Form of the result: table (default), json, csv
cli-check-arg-fail-on = End with exit code 3 where there are findings of this severity or above: error, warning, info

cli-compile-about = Compile many reports into a workbook, an HTML page, CSV and JSON
cli-compile-usage = tonghop compile <FILE|DIR>… --out <DIR> [--force]
cli-compile-arg-files = Reports, or folders that hold reports (searched recursively; what is skipped is listed)
cli-compile-arg-out = Folder for the results: tong-hop.html, tong-hop.xlsx, findings.csv, readings.jsonl
cli-compile-arg-force = Replace the results of an earlier run

cli-demo-about = Try it: compile the sample reports, then serve a sample province with every role and several rounds
cli-demo-usage = tonghop demo [--out <DIR>] [--no-serve] [--reset] [--listen <ADDRESS:PORT>]
cli-demo-arg-out = Folder for the samples and the results (default: tonghop-demo); results of an earlier run are replaced
cli-demo-arg-no-serve = Only write and compile the sample reports, start no server
cli-demo-arg-reset = Remove the data of the trial before and make the sample province anew
cli-demo-arg-listen = Address and port to listen on (default: the first free port from 127.0.0.1:8080)

cli-form-about = The form of a round as a workbook: made to be filled in offline, read back when filled in
cli-form-usage = tonghop form <COMMAND>
cli-form-write-about = Make the XLSX form of a template for a unit
cli-form-write-usage = tonghop form write --template <CODE> --unit <CODE> --out <FILE>
cli-form-write-arg-template = Code of the template in the catalogue, such as 411-51-2025
cli-form-write-arg-unit = Code of the unit as it is today (communes: 5 digits)
cli-form-write-arg-out = The .xlsx file to write
cli-form-write-arg-period = Reporting period printed on the form, such as “Quý IV năm 2026”
cli-form-write-arg-deadline = Deadline printed on the form
cli-form-write-arg-round = Code of the round, hidden in the form
cli-form-write-arg-indicator = Ask only for these indicators (codes, separated by commas); by default those whose figures communes own
cli-form-write-arg-previous = Answers of the last period to print beside: a filled form (.xlsx, .ods), a report, or the JSON of read
cli-form-write-arg-force = Replace a file that is there
cli-form-read-about = Read a filled form: answers, figures, and the rows that are not in order with what to do
cli-form-read-usage = tonghop form read <FILE> [--format table|json]
cli-form-read-arg-file = The filled form (.xlsx or .ods)
cli-form-read-arg-format = Form of the result: table (default), json
cli-form-exists = { $file } is there already; add --force to replace it.
cli-form-no-template = There is no template “{ $code }”. Templates: { $known }.
cli-form-other-province = Note: template { $template } is of { $province }, and { $unit } belongs to { $own }. Check --template and --unit.
cli-form-no-unit = No unit has the code “{ $code }” today.
cli-form-unwritten = Cannot write { $file }: { $cause }
cli-form-written = Wrote the form of { $unit }: { $file }
cli-form-unread = { $file }: { $reason }
cli-value-code = CODE
cli-value-text = TEXT

cli-signature-about = Check the digital signatures of PDF files: who signed, when, whether it was altered, what could not be checked
cli-signature-usage = tonghop signature <FILE>… [--roots <FILE|DIR>] [--at <DATE>] [--strict] [--format table|json]
cli-signature-arg-files = The PDF files to check
cli-signature-arg-roots = Trusted root certificates (PEM or DER): a file, or a folder with files .pem, .crt, .cer, .der
cli-signature-arg-at = Check validity at this time, such as 2026-11-26 or 2026-11-26T08:30:00+07:00; the time of the run by default
cli-signature-arg-format = Form of the result: table (default), json
cli-signature-arg-strict = End with exit code 3 also where a file is not signed or a signature could not be found valid
cli-signature-wrong-time = “{ $value }” is no date or time; write it like 2026-11-26 or 2026-11-26T08:30:00+07:00.
cli-value-date = DATE

cli-catalogue-about = The catalogue: programmes, templates, indicators, status wordings, administrative units
cli-catalogue-usage = tonghop catalogue <COMMAND>
cli-catalogue-check-about = Check the catalogue; every mistake is printed with file and line
cli-catalogue-check-usage = tonghop catalogue check [DIR]
cli-catalogue-check-arg-dir = Folder of the catalogue; without it the built-in one is checked

cli-migrate-about = Bring the layout of the database up to the version of the program
cli-migrate-usage = tonghop migrate [--data <DIR> | --database <URL>]
cli-migrate-arg-data = Folder with the data (default: tonghop-data)
cli-migrate-arg-database = PostgreSQL database instead of the file in the folder: postgres://…
cli-migrate-current = The layout of the database is up to date.
cli-migrate-done = The layout of the database was brought up to date: { $names }
cli-backup-about = Back up everything into one file, also while the server runs
cli-backup-usage = tonghop backup <FILE> [--force] [--data <DIR> | --database <URL>]
cli-backup-arg-out = File of the backup
cli-backup-arg-force = Overwrite a file that is there
cli-backup-arg-data = Folder with the data (default: tonghop-data)
cli-backup-arg-database = PostgreSQL database: postgres://…
cli-backup-force = Nothing was written. Choose another name, or add --force to overwrite.
cli-backup-done = { $rows } rows were backed up to { $file }
cli-restore-about = Restore a backup into an empty database (SQLite or PostgreSQL)
cli-restore-usage = tonghop restore <FILE> [--data <DIR> | --database <URL>]
cli-restore-arg-file = File of the backup
cli-restore-arg-data = Folder with the data (default: tonghop-data)
cli-restore-arg-database = PostgreSQL database: postgres://…
cli-restore-done = { $rows } rows were restored.
cli-doctor-about = Look whether everything is in order: layout, audit log, sent reports and editions, kept files, mail, units, administrators
cli-doctor-usage = tonghop doctor [--data <DIR> | --database <URL>]
cli-doctor-arg-data = Folder with the data (default: tonghop-data)
cli-doctor-arg-database = PostgreSQL database: postgres://…
cli-doctor-in-order = ✓ { $what }
cli-doctor-fine = ✓ { $what } ({ $detail })
cli-doctor-wrong = ✗ { $what }: { $detail }
cli-check-layout = Layout of the database
cli-check-audit = Audit log
cli-check-frozen = Sent reports and official editions
cli-check-rights = Accounts, roles and waivers
cli-check-administrators = Administrators of the whole installation
cli-check-files = Kept files
cli-check-mail = Mail that could not be sent
cli-check-units = Tree of units
cli-check-integrity = Database file
cli-account-about = Accounts, for who runs the machine
cli-account-usage = tonghop account <COMMAND>
cli-account-link-about = Make a one-time link to set a new password, when no administrator can sign in any more
cli-account-link-usage = tonghop account link <LOGIN> [--base-url <URL>] [--data <DIR> | --database <URL>]
cli-account-link-arg-login = Login of the account
cli-account-link-arg-base-url = Address under which browsers open the system (default: http://127.0.0.1:8080)
cli-account-link-arg-data = Folder with the data (default: tonghop-data)
cli-account-link-arg-database = PostgreSQL database: postgres://…
cli-account-link-made = Open this link to set a new password (works once, for 72 hours). Links made before have ended.
cli-account-unknown = There is no account “{ $login }”.
cli-account-role-about = Give the role of administrator of the whole installation, when nobody is left who has it
cli-account-role-usage = tonghop account role <LOGIN> administrator [--data <DIR> | --database <URL>]
cli-account-role-arg-login = Login of the account
cli-account-role-arg-role = Role; on the machine only administrator can be given
cli-account-role-arg-data = Folder with the data (default: tonghop-data)
cli-account-role-arg-database = PostgreSQL database: postgres://…
cli-account-role-made = “{ $login }” is now administrator of the whole installation, without a last day.
cli-account-role-there = “{ $login }” is administrator of the whole installation without a last day already; nothing was changed.
cli-account-role-link = “{ $login }” has no password yet: make a link to set one with tonghop account link { $login }.
cli-account-reactivated = The account “{ $login }” is in use again.
cli-value-login = LOGIN
cli-audit-about = The audit log
cli-audit-usage = tonghop audit <COMMAND>
cli-audit-verify-about = Look whether the audit log, sent reports or official editions were changed, cut or added to
cli-audit-verify-usage = tonghop audit verify [--data <DIR> | --database <URL>]
cli-audit-verify-arg-data = Folder with the data (default: tonghop-data)
cli-audit-verify-arg-database = PostgreSQL database: postgres://…
cli-audit-whole = The audit log is whole: { $events } events. Seal: { $seal }
cli-audit-changed = The audit log WAS CHANGED. { $events } events were looked at. Seal: { $seal }
cli-audit-frozen-whole = Sent reports, official editions, accounts, roles and waivers are whole: { $count }.
cli-audit-frozen-changed = Sent reports, official editions, accounts, roles or waivers WERE CHANGED. { $count } were looked at.

cli-after-help =
    Exit codes:
      0  done
      1  done, but some files could not be read (the reasons are printed)
      2  wrong command line
      3  check --fail-on: there are findings of that severity or above, even
         where a file could not be read; signature: a signature is not valid
         (--strict: or uncertain, or missing); form read: a row is wrong;
         audit verify, doctor: something is not in order
      4  nothing done: no readable report, results of an earlier run without
         --force, wrong catalogue, cannot write

    Results go to standard output, messages to standard error. NO_COLOR turns colours off.
    To try it: tonghop demo

cli-usage-unknown-argument = There is no option { $arg }.
cli-usage-unknown-command = There is no command “{ $value }”.
cli-usage-missing = Missing: { $arg }.
cli-usage-no-command = No command given.
cli-usage-wrong-value = The value “{ $value }” of { $arg } cannot be used.
cli-usage-hint = For help: tonghop --help --lang en

cli-failed = Failed: { $cause }
cli-file-unread = Cannot read { $file }: { $reason }
cli-some-unread = { $count ->
    [one] One file
   *[other] { $count } files
} could not be read; the others were processed.
cli-skipped = Skipped { $file }: { $reason }
cli-skipped-more = … and { $count } more skipped
cli-write-empty-folder = The folder { $folder } holds no report: all units count as not having sent. If the reports are elsewhere, name that folder.
cli-write-several-provinces = The reports are of several provinces ({ $provinces }): check the folder, as figures and requests of all of them are put together.
cli-no-input = There is no report to read.
cli-exists = { $file } exists already.
cli-exists-hint = Nothing was written. Choose another folder, or add --force to replace the results.
cli-replaces = Replacing { $file }

cli-catalogue-good = The catalogue is in order: { $programmes } programmes, { $templates } templates, { $indicators } indicators, { $wordings } status wordings.
cli-catalogue-mistakes = Mistakes in the catalogue: { $count }.

cli-demo-samples = Wrote { $count } sample reports (units and figures are made up) to { $folder }
cli-demo-look =
    Open { $page } in a browser and look at:
      1. The matrix: click a cell to see the sentence in the source.
      2. Findings: figures that do not add up, ratios over 100 %, blank cells, copied paragraphs.
      3. Indicators: numerators and denominators are summed, percentages never averaged.
    The reports themselves are in { $folder }.
cli-demo-filling = Making the sample province: units, accounts, rounds, reports that are read, reviewed and consolidated …
cli-demo-filled = The sample province is in { $folder }.
cli-demo-there = Using the sample province in { $folder } again; add --reset to make it anew.
cli-demo-foreign = { $folder } holds data that are not those of a demo; nothing was changed. Choose another folder with --out.
cli-demo-in-use = Another demo is running in { $folder }. Stop it with Ctrl-C, or choose another folder with --out.
cli-demo-listening =
    The demo server is running: open { $url } in a browser.
    Every account has the password { $password }:
cli-demo-open-to-others = Mind: other machines of the network can open this server too, and everybody knows the password.
cli-demo-stop = Stop with Ctrl-C; the next tonghop demo opens these data again.
cli-nothing-read = No report could be read; no results were written.
cli-read-remark = { $file }: { $remark }
cli-value-file = FILE
cli-value-dir = DIR
cli-value-file-dir = FILE|DIR
cli-value-address-port = ADDRESS:PORT
cli-not-written = Cannot write { $file }: { $cause }
cli-cause-full = the disk is full
cli-cause-permission = no permission to write
cli-cause-read-only = the disk can only be read
cli-cause-no-folder = the place to write to is not a folder
cli-cause-not-found = there is no such folder and it cannot be made
cli-cause-unreadable = no permission to read
cli-cause-folder = this is a folder, a file is needed

cli-serve-about = Run the server: rounds, writing, review and consolidation in the browser
cli-serve-usage = tonghop serve [--data <DIR>] [--listen <ADDRESS:PORT>] [--base-url <URL>]
cli-serve-arg-data = Folder with the data; the first time it is made and a set-up link is printed
cli-serve-arg-listen = Address and port to listen on
cli-serve-arg-database = Use PostgreSQL instead of the SQLite file in the folder: postgres://user@host/name
cli-serve-arg-base-url = The address that people type into the browser, for example https://reports.example.vn; with https, cookies travel encrypted only
cli-serve-arg-behind-proxy = A proxy stands in front and sets X-Forwarded-For; its last address is the caller
cli-serve-arg-log = How much is logged to standard error
cli-serve-mail-on = Mail goes out through the server set in TONGHOP_SMTP_URL.
cli-serve-mail-off = No mail server is connected: mail waits until TONGHOP_SMTP_URL is set.
cli-serve-mail-address = --base-url is not set: links in letters begin with { $url }, which people on other machines may not be able to open.
cli-serve-mail-url = TONGHOP_SMTP_URL is not of the form smtp://host:port or smtps://user:password@host:port.
cli-serve-mail-sender = TONGHOP_SMTP_SENDER has to be the mail address of the sender, for example: Tổng Hợp <reports@example.vn>. It is “{ $sender }”.
cli-serve-mail-certificates = The certificates in { $file } (TONGHOP_SMTP_CERTIFICATES) cannot be used: { $cause }
cli-serve-external-issuer = { $issuer }: TONGHOP_OIDC_ISSUER has to be of the form https://host/path, exactly as the sign-in system publishes it.
cli-serve-external-client = TONGHOP_OIDC_CLIENT_ID is missing: the id of this server at the sign-in system.
cli-serve-external-certificates = The certificates in { $file } (TONGHOP_OIDC_CERTIFICATES) cannot be used: { $cause }
cli-serve-external-word = { $name } takes one of: { $words }.
cli-serve-after-help =
    Every option above can be set by an environment variable; an option on the command line comes first:
      TONGHOP_DATA, TONGHOP_LISTEN, TONGHOP_DATABASE, TONGHOP_BASE_URL,
      TONGHOP_BEHIND_PROXY (1 or 0), TONGHOP_LOG
    Mail (returns, reminders) is configured by environment variables:
      TONGHOP_SMTP_URL           smtps://user:password@host:465, or
                                 smtp://user:password@host:587?tls=required
      TONGHOP_SMTP_SENDER        sender, for example: Tổng Hợp <reports@example.vn>
      TONGHOP_SMTP_CERTIFICATES  PEM file to trust as well (optional)
    Without TONGHOP_SMTP_URL the mail waits.
    Letters carry links to the system under --base-url (TONGHOP_BASE_URL): set the address that the units use.
    Single sign-on (OpenID Connect) is configured by environment variables:
      TONGHOP_OIDC_ISSUER        address of the sign-in system, exactly as it publishes it
      TONGHOP_OIDC_CLIENT_ID     id of this server at the sign-in system
      TONGHOP_OIDC_CLIENT_SECRET secret of this server (where the sign-in system asks for one)
      TONGHOP_OIDC_NAME          name on the button for signing in
      TONGHOP_OIDC_SCOPES, TONGHOP_OIDC_LOGIN_CLAIM, TONGHOP_OIDC_SECOND_FACTORS
      TONGHOP_OIDC_BIND          none, login, mail: bind to the account with the same login or mail
      TONGHOP_OIDC_CREATE        no, yes: make an account where there is none
      TONGHOP_OIDC_CERTIFICATES  PEM file to trust as well (optional)
cli-base-url-wrong = The address { $url } (--base-url, TONGHOP_BASE_URL) cannot be used: it has to begin with http:// or https:// and name a host, as https://baocao.example.vn.
cli-doctor-open = Note: every user of this machine can read { $file }, with all reports and the secrets of second factors. Narrow it with chmod 600 (file) and chmod 700 (folder).
cli-serve-taken = { $address } is used by another program. Choose another port with --listen, for example --listen 127.0.0.1:8090.
cli-serve-foreign = { $address } is no address of this machine. Choose another one with --listen.
cli-serve-forbidden = { $address } may not be used: ports below 1024 need the rights of the machine's administrator. Choose another one with --listen.
cli-serve-no-listening = Cannot listen on { $address }: { $cause }
cli-serve-listening = Listening on { $address }. Open { $url } in a browser; stop with Ctrl-C.
cli-serve-first-run =
    The system has not been set up. Open this link to choose the province and create the first administrator (works once):
      { $link }
cli-serve-stopped = Stopped.

## tonghop write
cli-write-about = Write official documents (DOCX, PDF)
cli-write-usage = tonghop write <KIND> [OPTIONS]
cli-write-report-about = Write a unit's report in the official form
cli-write-report-usage = tonghop write report <FILE> --out <FILE|DIR>
cli-write-report-arg-file = A report file, or the JSON of tonghop read
cli-write-report-arg-out = File to write (.docx or .pdf), or a folder in which a name is made up
cli-write-report-arg-force = Replace an existing file
cli-write-report-arg-template = The office's own DOCX template with fields such as trich_yeu
cli-write-request-about = Draft the letter that asks for reports, with its form
cli-write-request-usage = tonghop write request [--form <CODE>] [--deadline <DATE>] --out <FILE|DIR>
cli-write-request-arg-form = Code of the template in the catalogue, attached as form
cli-write-request-arg-subject = What is reported on; the programme by default
cli-write-request-arg-period = Period
cli-write-request-arg-cut-off = Day of the data, 2025-10-14
cli-write-request-arg-deadline = Deadline, 2025-10-20
cli-write-request-arg-basis = What orders the report, printed after “Căn cứ”; with --subject and without --form none is given by itself
cli-write-request-arg-contact = How to send and whom to ask
cli-write-request-arg-to = Addressee; may be repeated
cli-write-request-arg-office = Issuing office
cli-write-request-arg-superior = Body above it
cli-write-request-arg-abbreviation = Abbreviation of the office in the symbol
cli-write-request-arg-drafter = Abbreviation of the unit that drafts
cli-write-request-arg-place = Place of the date line
cli-write-request-arg-capacity = Capacity of the signer, lines separated by /
cli-write-request-arg-signer = Name of the signer
cli-write-request-arg-out = File to write (.docx or .pdf), or a folder in which a name is made up
cli-write-request-arg-force = Replace an existing file
cli-write-request-arg-template = The office's own DOCX template with fields such as trich_yeu
cli-write-reminder-about = Draft the reminder to units whose reports are missing
cli-write-reminder-usage = tonghop write reminder [FILE|DIR]… --units <FILE> --out <FILE|DIR>
cli-write-reminder-arg-files = Reports or folders with reports
cli-write-reminder-arg-units = Units that owe a report, one a line
cli-write-reminder-arg-subject = What is reported on; the programme by default
cli-write-reminder-arg-period = Period
cli-write-reminder-arg-deadline = Deadline, 2025-10-20
cli-write-reminder-arg-request = The letter that asked for the reports
cli-write-reminder-arg-contact = How to send and whom to ask
cli-write-reminder-arg-to = Addressee; may be repeated; the units that have not reported then stand in an annex
cli-write-reminder-arg-office = Issuing office
cli-write-reminder-arg-superior = Body above it
cli-write-reminder-arg-abbreviation = Abbreviation of the office in the symbol
cli-write-reminder-arg-drafter = Abbreviation of the unit that drafts
cli-write-reminder-arg-place = Place of the date line
cli-write-reminder-arg-capacity = Capacity of the signer, lines separated by /
cli-write-reminder-arg-signer = Name of the signer
cli-write-reminder-arg-out = File to write (.docx or .pdf), or a folder in which a name is made up
cli-write-reminder-arg-force = Replace an existing file
cli-write-reminder-arg-template = The office's own DOCX template with fields such as trich_yeu
cli-write-late-about = Draft the notice of late units
cli-write-late-usage = tonghop write late [FILE|DIR]… --units <FILE> --out <FILE|DIR>
cli-write-late-arg-files = Reports or folders with reports
cli-write-late-arg-units = Units that owe a report, one a line
cli-write-late-arg-subject = What is reported on; the programme by default
cli-write-late-arg-period = Period
cli-write-late-arg-deadline = Deadline, 2025-10-20
cli-write-late-arg-request = The letter that asked for the reports
cli-write-late-arg-contact = How to send and whom to ask
cli-write-late-arg-to = Addressee; may be repeated
cli-write-late-arg-office = Issuing office
cli-write-late-arg-superior = Body above it
cli-write-late-arg-abbreviation = Abbreviation of the office in the symbol
cli-write-late-arg-drafter = Abbreviation of the unit that drafts
cli-write-late-arg-place = Place of the date line
cli-write-late-arg-capacity = Capacity of the signer, lines separated by /
cli-write-late-arg-signer = Name of the signer
cli-write-late-arg-out = File to write (.docx or .pdf), or a folder in which a name is made up
cli-write-late-arg-force = Replace an existing file
cli-write-late-arg-template = The office's own DOCX template with fields such as trich_yeu
cli-write-consolidated-about = Draft the consolidated report
cli-write-consolidated-usage = tonghop write consolidated <FILE|DIR>… --out <FILE|DIR>
cli-write-consolidated-arg-files = Reports or folders with reports
cli-write-consolidated-arg-subject = Abstract of the report; that of the programme which the reports name by default
cli-write-consolidated-arg-period = Period
cli-write-consolidated-arg-cut-off = Day of the data, 2025-10-14
cli-write-consolidated-arg-office = Issuing office
cli-write-consolidated-arg-superior = Body above it
cli-write-consolidated-arg-abbreviation = Abbreviation of the office in the symbol
cli-write-consolidated-arg-drafter = Abbreviation of the unit that drafts
cli-write-consolidated-arg-place = Place of the date line
cli-write-consolidated-arg-capacity = Capacity of the signer, lines separated by /
cli-write-consolidated-arg-signer = Name of the signer
cli-write-consolidated-arg-out = File to write (.docx or .pdf), or a folder in which a name is made up
cli-write-consolidated-arg-force = Replace an existing file
cli-write-consolidated-arg-template = The office's own DOCX template with fields such as trich_yeu
cli-write-brief-about = One page with charts for leaders
cli-write-brief-usage = tonghop write brief <FILE|DIR>… --out <FILE|DIR>
cli-write-brief-arg-files = Reports or folders with reports
cli-write-brief-arg-subject = Abstract of the report; that of the programme which the reports name by default
cli-write-brief-arg-period = Period
cli-write-brief-arg-cut-off = Day of the data, 2025-10-14
cli-write-brief-arg-office = Issuing office
cli-write-brief-arg-superior = Body above it
cli-write-brief-arg-abbreviation = Abbreviation of the office in the symbol
cli-write-brief-arg-drafter = Abbreviation of the unit that drafts
cli-write-brief-arg-place = Place of the date line
cli-write-brief-arg-capacity = Capacity of the signer, lines separated by /
cli-write-brief-arg-signer = Name of the signer
cli-write-brief-arg-out = File to write (.docx or .pdf), or a folder in which a name is made up
cli-write-brief-arg-force = Replace an existing file
cli-write-brief-arg-template = The office's own DOCX template with fields such as trich_yeu
cli-write-no-form = The catalogue has no template { $code }. Templates: { $known }
cli-write-date = “{ $date }” is no date like 2025-10-20
cli-write-deadline-first = The deadline { $deadline } is before the cut-off { $cut_off }: it has to be on or after it.
cli-write-more-remarks = … and { $count } more remarks on the list and the reports
cli-write-no-superior = The document names no body above the issuer: give it with --superior, or fill it in (ministries and People's Committees have none)
cli-write-no-deadline = The letter gives no deadline: give it with --deadline, or fill it in
cli-write-no-contact = The letter does not say how to send the report and whom to ask: give it with --contact, or fill it in
cli-write-no-place = The document has no place before its date: give it with --place, or write it into the file
cli-write-template-charts = A template draws no charts: this document has { $count }, with their figures in the field bang of each piece bieu_do
cli-write-unprinted = Note: { $count } characters cannot be printed, and squares □ stand for them: { $named }. Mend them in the source before the document is signed.
cli-write-academic-title = The signer’s name has “{ $title }”: administrative documents print no academic title before a name (Decree 30/2020, Annex I)
cli-write-ending = { $file }: the name must end in .docx or .pdf
cli-write-template-docx = An office's own template gives a .docx only
cli-write-template = The template has { $count } mistakes; nothing was written
cli-backup-foreign = this is no backup of Tổng Hợp. Choose a file that tonghop backup or the page “Backup” made.
cli-backup-cut-off = the backup is cut off, nothing was restored. Copy or download the file again; if the original is cut as well, use an earlier backup.
cli-backup-damaged = the backup is damaged, nothing was restored ({ $detail }). Copy the file again, or use another backup.
cli-no-database = there is no data of Tổng Hợp in the folder { $folder }. Check --data, or run tonghop serve to begin anew.
cli-database-not-empty = somebody works in this database, it is not overwritten. Restore into another folder (--data) or an empty database.
cli-database-newer = the database was written by a newer version of the program (step { $migration }). Install that version and try again.
cli-database-not-migrated = the database has to be upgraded first. Run: tonghop migrate.
cli-database-busy = the database is busy, no connection became free. Try again in a few minutes.
cli-database-unopened = the database cannot be opened: { $cause }
