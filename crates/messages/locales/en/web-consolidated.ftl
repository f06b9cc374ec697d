# Consolidated views of a round.

web-view-open = Consolidated views
web-view-tabs = Consolidated views
web-view-matrix = Matrix
web-view-distribution = Distribution
web-view-progress = Progress
web-view-indicators = Indicators
web-view-findings = Findings
web-view-recommendations = Recommendations
web-view-commitments = Promises
web-view-compare = Two rounds compared
web-view-unit-reports = Reports of the unit
web-view-range = { $from } to { $to } of { $all }
web-view-previous = Previous page
web-view-next = Next page
web-view-xlsx = Download Excel (XLSX)
web-view-csv = Download CSV
web-view-chart-table = (figures in the table below)
web-view-empty = No data yet
web-view-empty-text = This table fills when units send their reports, or with fewer filters.
web-view-task = Task
web-view-task-code = Code of the task
web-view-code = Code
web-view-without = Nothing sent
web-view-sentence = Sentence in the report

# Marks in the cells of the matrix.
web-mark-met = ✓
web-mark-mostly-met = ≈
web-mark-percent = %
web-mark-in-progress = …
web-mark-not-started = ✕
web-mark-awaiting-higher-level = ↑
web-mark-not-arising = –
web-mark-not-competent = ∅
web-mark-not-reported = ?

web-matrix-lead = Each cell is the latest answer that a unit sent for a task; open it to see the result and the passage of the source.
web-matrix-search = Name of a unit or words of an answer
web-matrix-status = Has the status
web-matrix-group = Group of tasks
web-matrix-units = { $count ->
    [one] { $count } unit fits
   *[other] { $count } units fit
}
web-matrix-without = { $count ->
    [one] { $count } unit of the round has sent nothing
   *[other] { $count } units of the round have sent nothing
}
web-matrix-empty = No unit fits
web-matrix-empty-text = No unit has sent a report yet, or the filter is too narrow.
web-matrix-met = Done
web-matrix-met-of = Done / answered
web-matrix-errors = Errors
web-matrix-warnings = Warnings

web-cell-back = Back to the matrix
web-cell-unit = All reports of the unit
web-cell-lead = Lead
web-cell-timeframe = Time
web-cell-answer = Answer of the unit
web-cell-class = Status
web-cell-status = As the report says
web-cell-result = Result
web-cell-origin = Where it comes from
web-cell-saved = Last saved
web-cell-source = In the source
web-cell-page = Page { $page }
web-cell-none = The unit has not answered this task
web-cell-from-document = Read from the unit's document and confirmed
web-cell-from-last = Copied from the last period
web-cell-from-register = Taken from a register
web-cell-from-import = Bulk import
web-cell-from-form = Typed into the form

web-distribution-lead = How many units have each status per task, over the reports that were sent.
web-distribution-all = All tasks
web-distribution-overview = Overview: answers by status
web-distribution-tasks = Each task: units by status

web-progress-lead = Which units have sent, in time or late, and which were extended, exempt, merged away or have nothing to report.
web-progress-complete = Sent, of those asked
web-progress-in-time = Sent in time, of those asked
web-progress-chart = Units by timeliness and by obligation
web-progress-sent = Sent at

web-indicators-lead = Numerators and denominators are summed before the ratio is taken; percentages are never averaged.
web-indicators-one = Indicator
web-indicators-sums = Over the whole round
web-indicators-units = Figures of each unit
web-indicators-indicator = Indicator
web-indicators-measure = Measure
web-indicators-numerator = Numerator
web-indicators-denominator = Denominator
web-indicators-value = Value
web-indicators-target = Target
web-indicators-target-of = { $value } { $unit } ({ $year })
web-indicators-distance = Against the target
web-indicators-reached = target of { $year } reached
web-indicators-short = { $rest } percentage points short of { $year }
web-indicators-used = Units summed
web-indicators-without-counts = Units with a percentage only
web-indicators-missing = Units without a figure
web-indicators-basis = Basis
web-indicators-basis-declared = Reported by the unit
web-indicators-basis-computed = Computed
web-indicators-basis-register = Register
web-indicators-in-sum = In the sum
web-indicators-in-sum-yes = Summed
web-indicators-in-sum-no = Not summed: no numerator and denominator

web-findings-lead = What the checks found in the latest report of each unit.
web-findings-severity = Severity
web-findings-check = Check
web-findings-message = Finding
web-findings-expected = Expected
web-findings-actual = Actual
web-findings-quotes = Words of the report
web-findings-explanation = Explanation or waiver
web-findings-waived = { $person } waived: { $reason }

web-recommendations-lead = What units ask of higher levels, who has to answer, and the answer. The unit sees the answer as soon as it is saved.
web-recommendations-count = { $count ->
    [one] { $count } recommendation
   *[other] { $count } recommendations
}
web-recommendations-none = No recommendation
web-recommendations-open = Not answered
web-recommendations-answered = Answered
web-recommendations-text = Recommendation
web-recommendations-owner = Who has to answer
web-recommendations-no-owner = Not assigned
web-recommendations-answer = Answer
web-recommendations-answered-by = Answered by
web-recommendations-answered-at = Answered at
web-recommendations-work = Assign, answer
web-recommendations-answer-do = Save the answer
web-recommendations-owner-do = Assign

web-commitments-lead = What units promised to do, by the day it is due.
web-commitments-count = { $count ->
    [one] { $count } promise
   *[other] { $count } promises
}
web-commitments-none = No promise
web-commitments-what = What is promised
web-commitments-due = Due
web-commitments-no-date = No date
web-commitments-quote = Verbatim
web-commitments-settle = Outcome
web-commitments-settled-by = Settled by
web-commitment-open = Not due yet
web-commitment-overdue = Overdue
web-commitment-kept = Kept
web-commitment-broken = Not kept
web-commitment-dropped = Dropped

web-compare-lead = Only units and tasks that are in both rounds are compared. An answer that is word for word the last one deserves a look.
web-compare-none = There is no other round of the same programme to compare with.
web-compare-with = Compared with
web-compare-units = Units in both rounds
web-compare-better = Better
web-compare-worse = Worse
web-compare-same = Same words
web-compare-before = Earlier round
web-compare-after = This round
web-compare-chart = Answers by status in the two rounds
web-compare-met-before = Done before
web-compare-met-after = Done now

web-unit-reports-code = Code of the unit { $code }
web-unit-reports-from = Formed from the units with the codes: { $codes }
web-unit-reports-rounds = Rounds
web-unit-reports-chart = Tasks by status over the rounds

web-view-map = Map of units
web-map-lead = Each tile is a unit, in blocks by its former district. Choose what the tiles show; a tile opens the unit's page.
web-map-caption = Units by former district
web-map-by = Tiles show
web-map-by-time = Progress of sending
web-map-by-met = Share of tasks done
web-map-by-errors = Errors and remarks
web-map-no-district = Former district not known
web-map-not-sent = ? No report sent
web-map-met = { $share }% of the tasks done
web-map-met-share = Done (%)
web-map-errors = { $errors } errors, { $warnings } remarks
web-map-errors-none = 0/0 No error
web-map-errors-some = With errors (errors/remarks)
web-map-errors-warnings = Remarks only, or not sent
web-map-band-most = 90% or more
web-map-band-many = 70% to below 90%
web-map-band-some = 40% to below 70%
web-map-band-few = Below 40%
