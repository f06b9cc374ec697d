# Consolidated views of a round.

web-view-partial = Partial: from { $answered } of { $asked } units
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
web-view-task-no = No. in the annex
web-matrix-words = Words
web-matrix-words-csv = CSV with the words
web-matrix-too-many = Too many cells for the words of all of them in one file; filter by group or former district and save it in parts.
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
    [one] { $count } unit has not sent anything
   *[other] { $count } units have not sent anything
}
web-matrix-without-nothing = { $count ->
    [one] { $count } unit has nothing to report
   *[other] { $count } units have nothing to report
}
web-matrix-without-not-asked = { $count ->
    [one] { $count } unit need not report
   *[other] { $count } units need not report
}
web-matrix-empty = No unit fits
web-matrix-empty-text = No answer that was sent fits the filter.
web-matrix-nothing = There is no report for the matrix yet
web-matrix-nothing-text = The matrix appears as soon as the first unit sends its report of this round. Units that reported that nothing occurred count as having answered, but have no report.
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
web-cell-whole = Open as a page
web-cell-close = Close
web-cell-panel = Source of the chosen cell
web-cell-failed = It could not be loaded. Check the line and choose the cell again.
web-matrix-keys = Choose a cell to see its source beside the matrix. Arrow keys move, Enter opens, Esc closes.
web-cell-none = The unit has not answered this task
web-cell-from-document = Read from the unit's document and confirmed
web-cell-from-document-changed = Read from the document, changed by the unit
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
web-progress-returned = Returned and not sent again (they count as sent)
web-progress-chart-time = Units by timeliness
web-progress-chart-obligation = Units by obligation
web-progress-sent = First sent at

web-indicators-none = The template of this round asks for no indicators, and nothing was imported from registers.
web-indicators-lead = Only figures of accepted reports and figures imported from data systems are added up; the consolidated report and the brief use the same. Numerators and denominators are summed before the ratio is taken; percentages are never averaged.
web-indicators-one = Indicator
web-indicators-sums = Over the whole round
web-indicators-sums-accepted = Over the whole round, of accepted figures ({ $accepted } of { $sent } reports sent)
web-indicators-units = Figures of each unit
web-indicators-indicator = Indicator
web-indicators-measure = Measure
web-indicators-numerator = Numerator
web-indicators-denominator = Denominator
web-indicators-value = Value
web-indicators-target = Target
web-indicators-target-base = { $target }, of { $population }
web-indicators-chart = Actual against target
web-indicators-level = Reached { $value }; target { $target }
web-indicators-no-value = no value yet
web-indicators-reached-legend = The nearest target is reached
web-indicators-short-legend = Not reached
web-indicators-target-of = { $value } { $unit } ({ $year })
web-indicators-distance = Against the target
web-indicators-reached = target of { $year } reached
web-indicators-short = { $rest } percentage points short of { $year }
web-indicators-used = Units summed
web-indicators-without-counts = Units with a share only
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
web-findings-item = Item
web-findings-message = Finding
web-findings-expected = Expected
web-findings-actual = Actual
web-findings-advice = What to do
web-findings-quotes = Words of the report
web-findings-explanation = Explanation or waiver
web-findings-waived = { $person } waived: { $reason }

web-recommendations-lead = What units ask of higher levels, who has to answer, and the answer. The unit sees the answer as soon as it is saved.
web-recommendations-groups = { $count ->
    [one] { $count } group of one meaning
   *[other] { $count } groups of one meaning
}
web-recommendations-addressee = Addressed to
web-recommendations-group = Group of one meaning
web-recommendations-units = { $count ->
    [one] { $count } unit
   *[other] { $count } units
}
web-recommendations-open-count = { $count } not answered
web-recommendations-keywords = All of them speak of: { $words }
web-recommendations-work-hint = It is kept for the units that are ticked above; each of them sees the answer at once.
web-flash-recommendation-done = { $count ->
    [one] Kept for { $count } recommendation.
   *[other] Kept for { $count } recommendations.
}
web-flash-recommendation-none = No recommendation is ticked.
web-flash-recommendation-blank = There is nothing to keep.
web-recommendations-count = { $count ->
    [one] { $count } recommendation
   *[other] { $count } recommendations
}
web-recommendations-none = No recommendation
web-recommendations-none-text = Recommendations are taken from the section of recommendations in the reports that units sent.
web-recommendations-open = Not answered
web-recommendations-answered = Answered
web-recommendations-text = Recommendation
web-recommendations-owner = Who has to answer
web-recommendations-no-owner = Not assigned
web-recommendations-answer = Answer
web-recommendations-unanswered = Not answered
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
web-commitments-none-text = Promises are taken from sentences of the reports that were sent which name something to be done and a day, such as "to be finished before 30 September".
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
web-compare-merged = { $units } units made since are compared with the { $before } units that they were made of: { $names }.
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
web-unit-reports-from = Formed from: { $codes }
web-unit-reports-rounds = Rounds
web-unit-reports-values = Indicators round by round
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

# What was published, for anybody.
web-published-title = Published figures
web-published-lead = Results of the rounds that were published, for anybody to read and to download. Each value has the codes of unit and task and the number of its edition.
web-published-none = No round has been published yet
web-published-none-text = When a round is published, its results stand here.
web-published-at = Published
web-published-on = published { $date }
web-published-matrix-lead = How far each unit is by its accepted edition. The files have a row for each value, with codes and edition.
web-published-search = Search for a unit
web-published-no-unit = No unit fits
web-published-distribution-lead = How many units stand at each level, task by task.
web-published-distribution-chart = Units by level of completion
web-published-indicators-lead = Rolled up from numerators and denominators of the accepted editions; shares are never averaged.
web-published-edition = Edition
web-published-class = Code of the level
web-published-percent = Percent

# Updating units from the catalogue.
web-units-update = Update units from the catalogue
web-units-update-lead = Compares the units in use with the catalogue of administrative units that comes with the program: look first, then update.
web-units-update-none = The units agree with the catalogue
web-units-update-none-text = Nothing has to be updated for { $name }.
web-units-update-what = An update would:
web-units-update-new-count = { $count ->
    [one] add { $count } new unit
   *[other] add { $count } new units
}
web-units-update-ended-count = { $count ->
    [one] end { $count } unit
   *[other] end { $count } units
}
web-units-update-changed-count = { $count ->
    [one] write { $count } unit otherwise
   *[other] write { $count } units otherwise
}
web-units-update-links-count = { $count ->
    [one] add { $count } succession
   *[other] add { $count } successions
}
web-units-update-do = Update
web-units-update-ask = Update the units as shown? It is recorded in the audit log.
web-units-update-new = New units
web-units-update-came = Came from
web-units-update-ended = Units that end
web-units-update-ended-text = Reports and people of the unit stay. In open rounds whose last day of data is not before the change, a unit that has not sent becomes “merged away” and the new unit is asked in its place. Give roles for the new units on the page of people.
web-units-update-into = Passed into
web-units-update-owes = Reports owed
web-units-update-changed = Units written otherwise
web-units-update-before = Now
web-units-update-after = In the catalogue
web-units-update-own = { $count ->
    [one] { $count } unit that the catalogue does not have stays.
   *[other] { $count } units that the catalogue does not have stay.
}
web-units-update-foreign = The catalogue does not have this province
web-units-update-foreign-text = The units of this installation were given one by one and cannot be updated from the catalogue.
web-unit-ended = { $name } (until { $date })
web-units-ended = Units that ended
web-units-ended-on = until { $date }
web-flash-units-updated = { $count ->
    [one] { $count } unit was updated.
   *[other] { $count } units were updated.
}
web-flash-units-stale = Something else would change by now. Look again, then update.
