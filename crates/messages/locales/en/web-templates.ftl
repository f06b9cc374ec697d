# Templates: versions, drafting a new one, comparing, publishing.

web-nav-templates = Templates
web-templates-title = Templates
web-templates-lead = Each template has versions. A published version never changes; rounds keep the one they were opened with, new rounds use the newest.
web-templates-none = There is no template yet
web-templates-none-text = Make a new one, or read it from the annex that the province has issued.
web-templates-version-of = Version { $number }
web-templates-tasks = Tasks
web-templates-rounds = Rounds opened
web-templates-made = Drafted by
web-templates-state = State
web-template-draft = Draft
web-template-published = Published
web-template-new = New template
web-template-new-lead = Read the annex from a file instead of typing it; rows that are not recognised are marked for you to map them to tasks of the programme.
web-template-new-file = File with the annex (DOCX, XLSX, PDF, text)
web-template-new-file-hint = Not required. Without a file the template begins empty.
web-template-code = Code
web-template-code-hint = Lower-case letters, digits and "-", for example 411-51-2026.
web-template-programme = Programme
web-template-title = Title
web-template-title-hint = Leave it empty with a file: the title of the document is taken.
web-template-make = Make the draft
web-template-begin = Draft a new version from this one
web-template-go-on = Go on with draft { $number }
web-template-publish = Publish
web-template-publish-ask = Publish this version? It cannot be changed afterwards.
web-template-discard = Give the draft up
web-template-discard-ask = Give this draft up? What was drafted will be lost.
web-template-differences = Differences from the version before
web-template-draft-lead = Every change is saved in the draft at once. Only a published version can be used for a new round.
web-template-published-lead = This version is published and cannot be changed. Draft a new version from it to change something.
web-template-not-yet = It cannot be published yet: deal with the points below.
web-template-problems = { $count ->
    [one] { $count } point has to be dealt with before publishing
   *[other] { $count } points have to be dealt with before publishing
}
web-template-ready = Nothing is left to deal with; it can be published.
web-template-annex = Annex of tasks
web-template-keys = Keys: Alt + ↑ and Alt + ↓ move the line that has the focus.
web-template-renumber = Number again
web-template-renumber-ask = Number the rows of each group from 1 again?
web-template-no-part = In no part
web-template-up = Move up: { $name }
web-template-down = Move down: { $name }
web-template-edit = Edit
web-template-edit-of = Edit: { $name }
web-template-remove = Remove
web-template-remove-of = Remove: { $name }
web-template-remove-ask = Remove this from the template? A part or a group goes with its tasks.
web-template-node = Node { $code }
web-template-lead-is = Lead: { $text }
web-template-timeframe-is = Time: { $text }
web-template-threshold-is = Threshold: { $text }%
web-template-left-out = { $count ->
    [one] { $count } task of the programme is not in the template
   *[other] { $count } tasks of the programme are not in the template
}

web-template-list-column = Columns of the annex
web-template-list-part = Parts
web-template-list-group = Groups
web-template-list-task = Tasks
web-template-list-section = Sections of the narrative
web-template-list-indicator = Indicators asked for as numbers
web-template-none-column = The annex has no columns yet.
web-template-none-section = The template has no narrative.
web-template-none-indicator = The template asks for no indicator as a number.
web-template-kind-column = Column
web-template-kind-part = Part
web-template-kind-group = Group
web-template-kind-task = Task
web-template-kind-section = Section
web-template-kind-indicator = Indicator
web-template-add-column = Add a column
web-template-add-part = Add a part
web-template-add-group = Add a group
web-template-add-task = Add a task
web-template-add-section = Add a section
web-template-add-indicator = Add indicators
web-template-edit-column = Edit column
web-template-edit-part = Edit part
web-template-edit-group = Edit group
web-template-edit-task = Edit task
web-template-edit-section = Edit section
web-template-edit-indicator = Edit indicator

web-template-label = Label
web-template-label-hint = As it is printed: B1, VII.
web-template-wording = Wording
web-template-no = Number
web-template-no-hint = Leave it empty for a new row: the next number of the group is taken.
web-template-slot = Part and group
web-template-slot-group = Part
web-template-lead = Lead
web-template-timeframe = Time
web-template-threshold = Threshold (%)
web-template-threshold-hint = Only where the wording names one, as in "at least 80%".
web-template-threshold-wrong = A threshold is a whole number from 0 to 100.
web-template-node-choose = Task of the programme
web-template-node-hint = Which task of the programme does this row stand for? By it, answers to different templates can still be added up.
web-template-node-search = Search by code or wording
web-template-node-suggested = Suggested by the wording
web-template-node-others = Other tasks
web-template-node-found-none = No task fits.
web-template-node-none = Not mapped
web-template-alike = { $count ->
   *[other] { $count }% alike
}
web-template-taken = mapped at { $place }
web-template-column = Column
web-template-heading = Heading
web-template-heading-hint = Without one the usual heading is printed.
web-template-column-needed = The annex cannot do without this column; only its heading and place can change.
web-template-column-own = A column of the province's own
web-template-column-own-is = Added column
web-template-own-fields = What is filled in (added columns only)
web-template-own-hint = The reporting unit fills the column in at every task, beside status and result. An added column needs a heading. Another heading loses nothing that units have filled in.
web-template-own-kind = Kind
web-template-own-text = Text
web-template-own-choice = One of a list
web-template-own-number = Number
web-template-own-date = Day
web-template-own-choices = Values of the list
web-template-own-choices-hint = One a line, at least two. For “One of a list” only.
web-template-own-required = has to be filled in
web-template-own-required-ask = Has to be filled in at every task with an answer; while it is blank the report cannot be sent
web-template-section-kind = Kind
web-template-section-own = The province's own section
web-template-section-hint = The usual sections are read from the communes' reports; own ones are filled in by hand.
web-template-indicator-search = Search indicators by code or name
web-template-indicator-choose = Choose indicators
web-template-indicator-none-left = No indicator fits.
web-template-part-of = { $part } / { $whole }
web-template-add-chosen = Add what is chosen

web-template-differences-with = Compared with
web-template-differences-show = Compare
web-template-differences-alone = This template has a single version.
web-template-differences-none = Both versions are the same.
web-template-added = Added
web-template-removed = Removed
web-template-changed = Changed
web-template-reordered = The order has changed.

web-flash-template-drafted = The draft is there. Publish it when it is done, to use it for new rounds.
web-flash-template-published = Published. New rounds will use this version.
web-flash-template-discarded = The draft is gone.
web-flash-template-made = { $count ->
    [0] An empty draft was made.
    [one] A draft with { $count } task was made.
   *[other] A draft with { $count } tasks was made.
}
