### Words of the API: requests that are wrong.

web-api-json = What was sent is not well-formed JSON (line { $line }, column { $column }): { $reason }
web-api-shape = The JSON does not have the shape that this address takes (line { $line }, column { $column }): { $reason }
web-api-nul = A text may not hold the character NUL.
web-api-unknown = There is no parameter “{ $name }”.
web-api-twice = The parameter “{ $name }” may be sent once only.
web-api-query = The parameter “{ $name }” is wrong: { $reason }
web-api-key = The header Idempotency-Key has to have 1 to { $most } printable ASCII characters.
web-api-file = The file is missing from the field “file”.
web-api-group = A group is named by part and label, for example A/II.
web-api-period = This is no code of a reporting period; for example nd09:2026-H1, cal:2026-Q3, window:2026-01-01..2026-03-15.
web-api-note = A note has 5,000 characters at most.
