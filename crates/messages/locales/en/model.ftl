# Names of status classes, severities and common notions.
status-met = Met
status-mostly-met = Mostly met
status-percent = Partly (%)
status-in-progress = In progress
status-not-started = Not started
status-awaiting-higher-level = Awaits higher level
status-not-arising = Did not arise
status-not-competent = Not competent
status-not-reported = Left blank
status-absent = No such row

severity-error = Error
severity-warning = Warning
severity-info = Note

# Short labels for cells of the matrix.
status-short-met = Met
status-short-mostly-met = Mostly
status-short-percent = Partly
status-short-in-progress = In progress
status-short-not-started = Not started
status-short-awaiting-higher-level = Awaiting
status-short-not-arising = Not arisen
status-short-not-competent = Not competent
status-short-not-reported = Blank
