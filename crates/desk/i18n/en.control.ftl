# Desk: the exercise list and exercise control, in English.

## Exercise list

tab-list = Exercise list
