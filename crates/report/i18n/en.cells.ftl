# Cells and sharing: roles, rights, frozen pictures, exercise lines, release rules, who was told what.

## Roles and rights

role-sru = search and rescue unit (SRU)
right-order-units = order the cell's own units
right-send-messages = send messages
right-plan-searches = plan searches
right-write-notes = write notes
right-share-information = release information
right-coordinate = coordinate with other cells
right-fire-injects = run the exercise list
right-change-environment = change weather and communications
right-pull-levers = pull levers of exercise control
right-override = act for any cell
right-move-lines = move exercise lines
right-freeze = freeze pictures
right-manage-plugins = manage plugins
right-end-exercise = end the exercise
right-see-truth = see the truth

## Kinds of information, and their release

information-positions = positions
information-fuel = fuel
information-tracks = contacts
information-datum = datum
information-plans = search plans
information-found = finds
release-withhold = withheld
release-when-told = when told
release-always = always
shared-item-position = position of { $name }
shared-item-fuel = fuel of { $name }
shared-item-track = contact, track { $number }
shared-item-datum = datum of { $name }
shared-item-plan = search plan { $number }
shared-item-found = find of { $name }
how-feed = without asking
how-message = message { $number }
how-plan = shared plan
how-hand = by hand

## Events

event-picture-frozen = Exercise control freezes the picture of { $cell }.
event-picture-thawed = Exercise control lets the picture of { $cell } run again.
event-line-moved = Exercise control moves the exercise line { $line } (not a delimitation). Reason: { $reason }
event-rule-put = { $cell } sets the release rule { $rule }.
event-rule-dropped = { $cell } gives up the release rule { $rule }.
event-told = { $from } tells { $to }: { $item }.
event-withheld = { $from } does not tell { $to }, by the release rule { $rule }: { $item }.

## Reasons

reason-no-right = { $cell } does not have the right "{ $right }"
reason-frozen-already = its picture is frozen already
reason-not-frozen = its picture is not frozen
reason-shares-own = a cell shares only what is its own
reason-not-known-itself = the cell does not know that itself
reason-rule-withholds = the rule of release "{ $rule }" withholds it from { $cell }
reason-no-such-rule = the cell has no rule of release "{ $rule }"
reason-tell-nobody = name at least one other cell to tell it to
