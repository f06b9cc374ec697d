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

# Whom a recommendation is made to.
addressee-centre = central level (Government, ministries)
addressee-province = province (People's Committee, departments)
addressee-district = district
addressee-commune = commune
addressee-business = enterprises
addressee-none = no body named

# Reporting periods.
period-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
period-quarter = quarter { $quarter } of { $year }
period-first-half = first half of { $year }
period-nine-months = first nine months of { $year }
period-second-half = second half of { $year }
period-year = year { $year }
period-window = from { $from } to { $to }

# Deadlines of reports.
deadline-too-early = Too early: at least one working day must lie after the cut-off of the data (Decree 09/2019/NĐ-CP). The earliest day is { $earliest }.
deadline-weekend = The deadline falls on a weekend; the next working day is { $next }.
deadline-holiday = The deadline falls on a day off ({ $holiday }); the next working day is { $next }.
deadline-year-expected = The holidays of { $year } follow the law and the lunar calendar, not an announcement; check them again.
deadline-year-missing = There are no data for the holidays of { $year }; only Saturdays and Sundays are left out.
