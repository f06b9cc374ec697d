# Problems of the catalogue's data (tonghop catalogue check). File and line are printed before.

catalogue-no-directory = There is no directory { $path }.
catalogue-unreadable = The file cannot be read: { $cause }.
catalogue-syntax = Wrong syntax: a bracket, a quote or an equals sign is missing or too many.
catalogue-unknown-field = There is no field “{ $name }”. Fields: { $known }.
catalogue-unknown-value = There is no value “{ $name }”. Values: { $known }.
catalogue-missing-field = The field “{ $name }” is missing.
catalogue-duplicate-key = A field is given twice.
catalogue-wrong-type = The value is of the wrong type, such as words where a number is wanted.
catalogue-blank = The field { $field } is blank.
catalogue-duplicate = The code { $code } ({ $kind }) is already used at { $first }.
catalogue-repeated = { $kind } { $code } is repeated.
catalogue-unknown-reference = { $kind } { $code } is not in the catalogue.
catalogue-bad-value = The value "{ $value }" of the field { $field } is not valid.
catalogue-bad-columns = The list of columns is not valid: it must have the task and the status, each column once.
catalogue-ratio-without-counts = The indicator { $code } is a percentage and needs a numerator and a denominator.
catalogue-ambiguous-phrase = The phrase "{ $phrase }" means both { $other } and { $code }.
catalogue-bad-row = The row has { $actual } cells instead of { $expected }.
catalogue-empty-table = The table has no rows.
catalogue-out-of-order = The code { $code } is out of order or repeated; rows must be sorted by code.
catalogue-holiday-weekday = { $date } does not fit the kind { $kind }: days off in lieu or by exchange must be weekdays, days worked in exchange a Saturday or Sunday.
catalogue-holiday-swaps = There are { $off } days off by exchange but { $work } days worked in exchange; the numbers must be equal.
catalogue-no-areas = This directory is no catalogue: it has none of the folders { $areas }.
