# People and rights: wrong input, refusals, the second factor, the audit.

cycle-people-unit-unknown = No unit has the code “{ $code }”.
cycle-people-role-unknown = There is no role “{ $name }”; those that can be used are listed below.
# Headings of the columns of a list of people, divided by "|".
cycle-people-column-login = Login|User|User name
cycle-people-column-name = Name|Full name
cycle-people-column-email = Mail|E-mail address
cycle-people-column-unit = Unit|Unit code|Code of the unit
cycle-people-column-role = Role
cycle-people-role-needs-unit = A role holds for a unit: write its code. People of { $name } have the code { $code }.
cycle-people-login-twice = Row { $row } of the file has this login already.
cycle-people-unit-needed = Choose a unit: only an administrator of the whole system makes accounts that belong to none.
cycle-people-unit-outside = The unit lies outside the units whose people you manage.
cycle-people-role-unit = Choose the unit for which the role holds.
cycle-people-programme = No programme has this code.
cycle-people-acting-self = Nobody acts for themselves.
cycle-people-acting-role = The person acted for does not hold this role for the unit, programme and time that were chosen.
cycle-second-factor-own = Turn your own two-factor sign-in off on your account page, with your password or a present code.

web-second-factor-proof = Password or present code
web-second-factor-proof-hint = Your password, or the 6-digit code that the app shows now.
web-second-factor-proof-wrong = The password or code is not right.
web-second-factor-begin-text = The system makes a new secret to scan with your phone. It counts only once you entered a code of it.
web-second-factor-replace = Another phone or app
web-second-factor-replace-text = The secret in use keeps counting until the new one is confirmed.
web-second-factor-begin = Make a new secret
web-second-factor-manage = Manage two-factor sign-in
web-second-factor-remove-text = Once it is off, the password alone is enough to sign in.
web-second-factor-gone = No secret waits to be confirmed. Make a new one.

web-person-programme = Programme
web-person-every-programme = Every programme
web-person-acting-hint = The person acted for has to hold this very role; acting ends when that role ends.
web-person-beyond = This person holds roles beyond what you manage, so you can only look.
web-yes = Yes

web-fact-acting-for = acts for
web-fact-by = by
web-fact-conflicts = changed in both, not saved
web-fact-dropped = items dropped
web-fact-files = files
web-fact-in-place-of = in place of
web-fact-made = made
web-fact-programme = programme
web-fact-replaced = replaced answers
web-fact-replaces = replaces the secret in use
web-fact-replaces-accepted = replaces what was accepted
web-fact-shown = shown as
web-fact-submission = attempt
web-fact-tokens = access tokens revoked
