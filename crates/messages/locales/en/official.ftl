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
