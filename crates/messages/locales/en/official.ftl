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
