### Words of the API: requests that are wrong.

web-api-json = What was sent is not well-formed JSON (line { $line }, column { $column }).
web-api-json-end = The JSON ends too early (line { $line }, column { $column }); send all of it.
web-api-shape = The JSON does not have the shape that this address takes (line { $line }, column { $column }); see its description in the OpenAPI document.
web-api-shape-missing = The field “{ $name }” is missing (line { $line }, column { $column }).
web-api-shape-twice = The field “{ $name }” stands there twice (line { $line }, column { $column }); send it once.
web-api-shape-unknown = There is no field “{ $name }” (line { $line }, column { $column }). Fields that are taken: { $known }.
web-api-shape-choice = “{ $actual }” is none of the values (line { $line }, column { $column }). Values that are taken: { $known }.
web-api-shape-parts = Line { $line }, column { $column }: the value lacks the part that belongs to it, or has one too many, as {"{"}"name": …{"}"} in the place of "name"; see the OpenAPI document.
web-api-shape-kind = Line { $line }, column { $column }: { $kind ->
    [number] a number
    [integer] a whole number
    [natural] a whole number, not negative,
    [text] a text
    [boolean] true or false
    [list] a list […]
    [object] an object { "{" }…{ "}" }
   *[other] a value of the kind that the OpenAPI document describes
} is wanted; what came is { $actual }.
web-api-shape-day = Line { $line }, column { $column }: “{ $actual }” is no day of the calendar; write year-month-day, for example 2026-11-25.
web-api-shape-range = Line { $line }, column { $column }: the number has to be from { $least } to { $most }.
web-api-query-day = The parameter “{ $name }”: “{ $actual }” is no day of the calendar; write year-month-day, for example 2026-11-25.
web-api-query-range = The parameter “{ $name }” has to be from { $least } to { $most }.
web-api-period-order = The last day of the period stands before its first.
web-api-period-long = The period is longer than ten years.
web-api-period-day = The period has a day that is in no calendar; write window:2026-01-01..2026-03-15.
web-api-nul = A text may not hold the character NUL.
web-api-unknown = There is no parameter “{ $name }”.
web-api-twice = The parameter “{ $name }” may be sent once only.
web-api-query = The parameter “{ $name }” is wrong; see its description in the OpenAPI document.
web-api-query-missing = The required parameter “{ $name }” is missing; see the description in the OpenAPI document.
web-api-query-together = The parameters “{ $name }” and “{ $with }” belong together; “{ $name }” is missing.
web-api-query-choice = The parameter “{ $name }” does not take “{ $actual }”. Values that are taken: { $known }.
web-api-query-kind = The parameter “{ $name }” has to be { $kind ->
    [number] a number
    [integer] a whole number
    [natural] a whole number, not negative
    [boolean] true or false
   *[other] a value of the kind that the OpenAPI document describes
}; what came is { $actual }.
web-api-compare-none = There is no other round of this programme to compare with; the parameter with names one.
web-api-key = The header Idempotency-Key has to have 1 to { $most } printable ASCII characters.
web-api-file = The file is missing from the field “file”.
web-api-group = A group is named by part and label, for example A/II.
web-api-period = This is no code of a reporting period; for example nd09:2026-H1, cal:2026-Q3, window:2026-01-01..2026-03-15.
web-api-note = A note has 5,000 characters at most.
