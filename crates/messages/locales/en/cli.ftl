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

cli-demo-about = Write sample reports of units that do not exist, compile them and say where to look
cli-demo-usage = tonghop demo [--out <DIR>]
cli-demo-arg-out = Folder for the samples and the results (default: tonghop-demo); results of an earlier run are replaced

cli-catalogue-about = The catalogue: programmes, templates, indicators, status wordings, administrative units
cli-catalogue-usage = tonghop catalogue <COMMAND>
cli-catalogue-check-about = Check the catalogue; every mistake is printed with file and line
cli-catalogue-check-usage = tonghop catalogue check [DIR]
cli-catalogue-check-arg-dir = Folder of the catalogue; without it the built-in one is checked

cli-after-help =
    Exit codes:
      0  done
      1  done, but some files could not be read (the reasons are printed)
      2  wrong command line
      3  check --fail-on: there are findings of that severity or above
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
cli-nothing-read = No report could be read; no results were written.
cli-value-file = FILE
cli-value-dir = DIR
cli-value-file-dir = FILE|DIR
cli-not-written = Cannot write { $file }: { $cause }
cli-cause-full = the disk is full
cli-cause-permission = no permission to write
cli-cause-read-only = the disk can only be read
cli-cause-no-folder = the place to write to is not a folder
cli-cause-not-found = there is no such folder and it cannot be made
