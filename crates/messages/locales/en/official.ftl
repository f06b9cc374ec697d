# Official documents in the form of Nghị định 30/2020/NĐ-CP.

## Printed words of the form (Annex I)
official-form-state = SOCIALIST REPUBLIC OF VIET NAM
official-form-motto = Independence - Freedom - Happiness
official-form-number = No.:
official-form-about = Re:
official-form-day = day
official-form-month = month
official-form-year = year
official-form-to = To:
official-form-part = Part
official-form-annex = Annex
official-form-recipients = Recipients:

## Names of the styles in Word
official-style-body = NĐ30 Text
official-style-dash = NĐ30 Dash
official-style-state = NĐ30 Name of the state
official-style-motto = NĐ30 Motto
official-style-superior = NĐ30 Superior body
official-style-issuer = NĐ30 Issuing body
official-style-number = NĐ30 Number and symbol
official-style-about = NĐ30 Abstract of a letter
official-style-place-date = NĐ30 Place and date
official-style-rule = NĐ30 Rule
official-style-to = NĐ30 To
official-style-to-list = NĐ30 To (several)
official-style-basis = NĐ30 Basis
official-style-recipients-head = NĐ30 Recipients
official-style-recipients = NĐ30 List of recipients
official-style-signature = NĐ30 Signature
official-style-annex = NĐ30 Annex
official-style-annex-title = NĐ30 Title of an annex
official-style-annex-reference = NĐ30 Attached to
official-style-cell = NĐ30 Cell
official-style-cell-head = NĐ30 Head of a table
official-style-figure = NĐ30 Chart

## Types of documents
official-kind-report = REPORT
official-kind-notice = NOTICE
official-kind-brief = BRIEF
official-abbreviation-report = BC
official-abbreviation-notice = TB
official-archive = Archive: VT

## Sources of values
official-source-file = { $file }
official-source-page = { $file }, page { $page }
official-source-at-page = Page { $page }
official-source-report = { $unit } ({ $report })
official-source-set = Consolidated from { $count } reports
official-source-set-named = Consolidated from { $count } reports: { $units }
official-source-round = Register of the round
official-source-programme = Target of the programme

## Annex of a unit
official-annex-title = Results of the tasks
official-annex-caption = Results of tasks and solutions
official-own-table = Table in the text of the report
official-annex-of-report = With report No. { $number } of { $date } by { $office }
official-annex-of-letter = With letter No. { $number } of { $date } by { $office }
official-annex-date-blank = …
official-annex-number = No.
official-annex-task = Task, solution
official-annex-lead = Lead
official-annex-timeframe = Timeframe
official-annex-status = Status
official-annex-result = Result in detail
official-annex-own = Other
official-annex-decision = (Annex to Decision No. { $number })

## Report of a unit
official-report-opening = In response to { $kind } No. { $number } of { $date } of { $issuer } on { $subject }, { $office } reports as follows:
official-report-see-annex = The results of the tasks are in the annex.
official-report-advantages = Advantages
official-report-limitations = Limitations
official-report-causes = Causes
official-report-next = Main tasks ahead
official-report-recommendations = Recommendations

## Request for reports
official-request-about = request for reports on { $subject }
official-request-opening = Pursuant to { $basis }; in order to consolidate and assess { $subject }, { $office } asks the units to report as follows:
official-request-opening-plain = In order to consolidate and assess { $subject }, { $office } asks the units to report as follows:
official-request-this-period = in the period
official-request-content-head = Content
official-request-content = Assess the results { $period }; advantages; limitations and causes; recommendations. State numerator, denominator and day of every figure.
official-request-content-annex = Assess the results { $period }; advantages; limitations and causes; recommendations; fill in status and result of every task in the form of the annex. State numerator, denominator and day of every figure; say where a task did not arise or is not in your competence, leave nothing blank.
official-request-cut-off-head = Day of the data
official-request-cut-off = Data as of the end of { $date }.
official-request-deadline-head = Deadline
official-request-deadline = Send the report to { $office } no later than { $date }.
official-request-contact-head = How to send, whom to ask
official-request-closing = { $office } asks the units for their cooperation
official-request-form = Form for the results of the tasks

## Reminder
official-reminder-about = reminder to report on { $subject }
official-reminder-unit = People's Committee of { $unit }
official-reminder-opening = By { $request } { $office } asked the units to report: { $subject }.
official-reminder-opening-plain = { $office } is consolidating the reports: { $subject }.
official-reminder-ask = To keep the schedule, { $office } asks the units whose reports are missing to send them at once, and to say what hinders them.
official-reminder-ask-listed = To keep the schedule, { $office } asks the units whose reports are missing (listed in the annex) to send them at once, and to say what hinders them.
official-reminder-ignore = Units that sent their report before they received this letter need not send it again.
official-reminder-list = Units whose reports are missing

## Notice of late units
official-late-subject = Units late with their report on { $subject }
official-late-subject-none = How the reports on { $subject } came in
official-late-opening = By { $request } { $office } asked the units to report. { $office } announces how the reports came in:
official-late-none = All { $units } units reported in time.
official-late-nobody = No unit is late.
official-late-undated = { $count } reports bear no date, so nobody can say whether they were in time.
official-late-missing = Units whose reports are missing
official-late-delayed = Units whose reports came late
official-late-caption = Late units
official-late-closing = { $office } announces this for the units to act upon
official-state = So far { $received }/{ $asked } reports have come; { $missing } units have not reported.
official-state-on = By { $on } { $received } of { $asked } reports had been received; { $missing } units had not sent theirs.
official-state-all = The reports of all { $asked } units have been received.
official-state-all-on = By { $on } the reports of all { $asked } units had been received.
official-state-delayed = { $count } of the reports received came after the deadline.
official-state-deadline = Reports were due on { $date }.
official-state-extended = { $count } units have an extension: { $units }.
official-state-extended-unit = { $unit } (until { $date })
official-state-extended-count = { $count } further units have an extension and are not due yet.

## Columns
official-column-number = No.
official-column-unit = Unit
official-column-province = Province
official-column-received = Received
official-column-printed = Date on the report
official-column-days = Days late
official-column-days-on = Days late (as of { $date })
official-column-remark = Remark
official-column-code = Code
official-column-task = Task, solution
official-column-absent = No such row
official-column-indicator = Indicator
official-column-target = Target
official-column-actual = Actual
official-column-units = Units in the sum
official-column-measure = Unit of measure
official-column-numerator = Numerator
official-column-denominator = Denominator
official-column-without = Units not in the sum
official-column-severity = Severity
official-severity-error = Error
official-severity-warning = Warning
official-column-finding = Finding
official-column-place = Task, place
official-column-quote = Quotation

## Consolidated report
official-unit-answers = answers
official-indicator-no-counts = not summed
official-consolidated-overview = Overview
official-consolidated-owed = { $received } of { $owed } reports that are due have been received.
official-consolidated-nothing-named = Of these, { $count } units ({ $units }) stated that they had nothing to report in the period, so there is nothing of theirs to consolidate.
official-consolidated-nothing = Of these, { $count } units stated that they had nothing to report in the period, so there is nothing of theirs to consolidate.
official-consolidated-all-accepted = All { $count } reports consolidated here have been accepted.
official-consolidated-standing = Of the reports consolidated here:
official-consolidated-accepted = { $count } have been accepted
official-consolidated-waiting = { $count } are waiting for review
official-consolidated-returned = { $count } have been returned for completion
official-consolidated-basis = Completion, difficulties and recommendations are those of all reports sent; indicators add only the figures of accepted reports and of registers.
official-consolidated-counts = Consolidated from { $reports } reports of { $units } units, { $annexes } of them with a table of results, with { $tasks } tasks and { $answers } answers.
official-consolidated-classes = Status by number of answers:
official-consolidated-class = { $class } { $count } answers ({ $share }%)
official-consolidated-class-percent = partly done
official-consolidated-see-matrix = Every task and unit is shown in Annex I.
official-consolidated-chart = Status by group of tasks
official-consolidated-chart-part = Status by group of tasks: { $part }
official-chart-piece = { $title } – part { $number } of { $of }
official-consolidated-groups = Results by group of tasks
official-consolidated-other-tasks = Other tasks
official-consolidated-group = The group has { $tasks } tasks with { $answers } answers:
official-consolidated-group-met = { $count } done or mostly done ({ $share }%)
official-consolidated-group-running = { $count } under way or partly done
official-consolidated-group-waiting = { $count } not begun or waiting for a higher level
official-consolidated-group-outside = { $count } not arising or not within competence
official-consolidated-group-blank = { $count } left blank
official-consolidated-notable = Notable results as reported:
official-consolidated-quote = { $unit }: “{ $quote }”.
official-consolidated-indicators = Indicators
official-consolidated-indicator-counts = The reports state { $told } indicators, { $rolled } of which could be rolled up from counts; all figures are in Annex II.
official-consolidated-indicator-targets = The { $count } indicators for which the programme sets a target:
official-consolidated-indicator-note = Ratios are computed from the sums of numerators and denominators, never averaged. Units that state only a percentage, figures with an open error, several figures whose relation is unclear, or figures of a report on another programme or period only are not in the sums; Annex II says for every indicator how many units are in the sum and how many are not.
official-consolidated-difficulties = Difficulties
official-consolidated-no-difficulties = The reports name no difficulties.
official-consolidated-recommendations = Recommendations of the units
official-consolidated-to = To the { $whom }
official-consolidated-to-nobody = No body named
official-consolidated-no-recommendations = The reports make no recommendations.
official-consolidated-opinion = { $text } ({ $who }).
official-consolidated-opinions = { $units } units say the like, such as:
official-consolidated-wording = “{ $text }” ({ $who })
official-consolidated-units = { $units } units
official-consolidated-more = There are { $count } more groups of opinions.
official-consolidated-findings = Figures to be checked again
official-consolidated-finding-counts = { $errors } errors and { $warnings } warnings of the automatic checks are open.
official-consolidated-finding-errors = { $errors } errors of the automatic checks are open.
official-consolidated-finding-warnings = { $warnings } warnings of the automatic checks are open.
official-consolidated-findings-all = They are listed in Annex III; { $office } will ask each unit to check and explain.
official-consolidated-findings-some = Annex III lists the first { $printed } of them, errors before warnings. { $office } will send each unit all of its own to check and explain.
official-consolidated-all-settled = No error or warning of the automatic checks is open.
official-consolidated-matrix = Status by task and unit
official-consolidated-matrix-tasks = Units in each class by task (blank: none):
official-consolidated-matrix-grid = Status of each unit (“–”: its report has no such task):
official-consolidated-matrix-units = Tasks in each class by unit (blank: none):
official-consolidated-no-matrix = No report has a table of results.
official-consolidated-indicator-annex = Indicators
official-consolidated-indicator-sums = Every indicator sums only the units that state it (their number stands in the columns at the right); indicators that do not have the same units cannot be compared with each other.
official-consolidated-other-reports = The figures of these reports are not in the sums, as they are on another programme or period than the report of the same unit that is consolidated:
official-consolidated-other-report = { $report }: { $codes }.
official-consolidated-other-reports-more = And { $count } more reports.
official-consolidated-no-indicators = The reports state no indicator of the catalogue.
official-consolidated-no-accepted = No accepted report and no data system has a figure of an indicator yet.
official-consolidated-targets = Indicators against targets
official-consolidated-findings-annex = Open errors and warnings
official-consolidated-no-findings = No errors or warnings are open.
official-consolidated-findings-more = { $count } more errors and warnings are not printed here; each unit is told of its own.

## Brief for leaders
official-brief-state = { $units } units reported, { $answers } answers:
official-brief-reports = { $units } units reported, { $answers } answers.
official-brief-findings = { $findings } findings on the figures are open.
official-brief-chart-tasks = Status of the tasks
official-brief-chart-indicators = Indicators farthest from target
official-brief-needs = For attention and decision
official-brief-indicators = Indicators farthest from their targets:
official-brief-indicator = { $indicator }: { $actual }, target { $target }
official-brief-more = { $count } more groups of recommendations stand in the consolidated report.

## Templates of an office
official-template-in-cell = Table { $table }, row { $row }, cell { $cell }: { $what }
official-template-in-paragraph = Paragraph { $paragraph }: { $what }
official-template-no-package = no DOCX file, or a broken one
official-template-no-fields = the template has no field to fill in, such as {"{{ trich_yeu }}"}
official-template-in-header = Page header, { $what }
official-template-in-footer = Page footer, { $what }
official-template-in-footnotes = Footnotes, { $what }
official-template-too-large = the template is too large
official-template-unclosed = a field or tag is not closed: “{ $detail }”
official-template-syntax = wrong syntax: { $mistake }
official-template-syntax-in = wrong syntax in “{ $tag }”: { $mistake }
official-template-mistake-early = a name or value is missing at the end
official-template-mistake-leftover = something is left over at the end
official-template-mistake-mark = the mark “{ $found }” may not stand there
official-template-mistake-name = a name stands where none may stand
official-template-mistake-text = a text in quotes stands where none may stand
official-template-mistake-number = a number stands where none may stand, or is written wrongly
official-template-mistake-tag = there is no tag “{ $found }”; use for, endfor, if, elif, else, endif or set
official-template-mistake-quote = the closing quotation mark is missing
official-template-mistake-character = a character has no meaning there
official-template-mistake-loop = a loop reads “for name in list”
official-template-mistake-function = there is no function “{ $found }”
official-template-mistake-test = there is no test “is { $found }”
official-template-mistake-arguments = the filter or function has too many or too few arguments
official-template-mistake-operation = the field's value does not allow this, for example a loop over what is no list
official-template-mistake-parts = this value has parts; name the one to be printed, such as x.chu, or use a loop
official-template-mistake-other = the field or tag cannot be understood
official-template-unknown = there is no field “{ $detail }”
official-template-outside-table = the tag “{ $detail }” stands for a whole row or cell (tr, tc) but is not in a table; put it in a row of a table of its own, or use {"{"}%p … %{"}"}
official-template-swallowed = the field “{ $detail }” shares its paragraph with a p tag and would not be printed; give each p tag a paragraph of its own, with the field between them
official-template-open-block = a loop or condition is not closed: “{ $detail }” (endfor or endif is missing)
official-template-stray-end = the tag “{ $detail }” closes no loop or condition
official-template-filter = there is no filter “{ $detail }”
official-template-no-value = this field has no value in the document
official-template-no-value-in = “{ $detail }” has no value in the document
official-template-structure = a loop or condition opens in this paragraph, row or cell and closes elsewhere; use a tr tag for whole rows, a p tag for whole paragraphs
official-template-limit = filling the template goes beyond the limits
official-template-fill = cannot be filled: { $mistake }
official-template-fill-in = cannot be filled “{ $tag }”: { $mistake }

## Defaults
official-default-office = Department of Science and Technology
official-default-capacity = DIRECTOR
official-default-addressee = People's Committee of the province
official-default-communes = People's Committees of communes, wards and special zones
official-committee = People's Committee
official-committee-short = UBND
official-province-committee = People's Committee of { $province }
official-as-above = As above
official-decision = Decision { $number } of { $date } of the Prime Minister
official-set-subject = State of { $programme }
official-set-subject-province = State of { $programme } in { $province }
official-set-subject-partial = { $subject } (from { $received } of { $owed } units)
official-set-subject-period-partial = { $subject } (period: { $period }; from { $received } of { $owed } units)
official-set-subject-period = { $subject } (period: { $period })

## Documents drafted from the data of the system
official-round-request = Letter no. { $number }
official-round-request-dated = Letter no. { $number } of { $date }
official-round-to-commune = People's Committee of { $name }
official-round-extended = extended to { $date }
official-round-no-units = The list names no unit.
official-round-nobody-missing = All { $count } units have sent their reports; there is nobody to remind.
official-round-nobody-to-remind = No unit owes a report; there is nobody to remind.
official-round-no-reports = There is no report to consolidate yet.
official-round-no-deadline = No deadline is given (--deadline): nobody can be called late. To remind the units that have not sent, write a reminder.
official-round-before-deadline = The deadline has not passed ({ $date }): no unit is late yet. To remind the units that have not sent, write a reminder.
official-round-nobody-late = No unit is late; there is nothing to announce.
official-round-unknown-unit = The catalogue has no unit “{ $line }”: it can only be matched by its name.
official-round-namesakes = There are several units called “{ $line }”: add the province, or write the code.
official-round-double-unit = The list names “{ $line }” twice; it counts once.
official-round-other-period = { $file }: its period “{ $period }” is not this one; it does not count.
official-unit-authority = TM. { $committee }
official-unit-chair = CHAIR
official-unit-opening = In response to { $request } of { $addressee }, { $office } reports its results (figures as of { $cut_off }) as follows:
official-unit-opening-plain = { $office } reports its results (figures as of { $cut_off }) as follows:
official-unit-closing = This is the report of { $office }, sent to { $addressee } for consolidation
official-unit-indicators = Results on the indicators
official-kept-finding = { $text }
official-kept-template = The office's template cannot be filled with this document: { $problem }
