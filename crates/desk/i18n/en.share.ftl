# Desk: sharing, notes and the tools of the chart, in English.

## Sharing

tab-sharing = Sharing

## Notes

tab-notes = Notes

## Tools of the chart

draw = Draw on the chart (D)
draw-hint = Click: a point. Drag: move it. Backspace: the last one goes. Forms take over what is drawn.
area-of = Area of { $cell }
division-agreed = agreed division
division-proposed = division proposed by { $cell }
jam-name = no satellite navigation: { $name }

## Release rules, preview, ledger

share-page-rules = Release rules
share-page-preview = Preview
share-page-ledger = Ledger
share-teller = Information of
share-nobody = There is no partner to tell.
share-any = all
share-legend = ● always   ○ when told   × withheld   * otherwise for some units or areas
share-late = { $release }, { $delay } later
share-holds = { $kind } to { $to }: { $release }
share-by-rule = rule { $rule }
share-by-default = default
share-narrower = Rules before it that hold for some units or areas: { $n }
share-drop-rule = Drop rule { $rule }
share-other = Other…
share-order = The first rule that fits counts. A rule that is put, or put again, comes first.
share-default = Without a rule: units that send AIS are always seen; all else is told when somebody tells it.
share-scope = { $kinds } → { $to }
share-scope-units = { $kinds } of { $units } → { $to }
share-corners = area with { $n } corners
share-idle = Never reached: rules before it settle everything it speaks of.
share-more = Show { $n } more
share-drop = Drop this rule
share-first = Put it first
share-change = Change this rule
share-new-rule = New rule
share-change-rule = Change rule { $rule }
share-kinds = Information
share-to = Partners
share-units = Own units
share-area = Area
share-everywhere = everywhere
share-from-chart = From the chart: { $n } points
share-draw = Draw an area
share-to-chart = Change it on the chart
share-clear = Clear
share-release = Release
share-after = Delay
share-minutes = min
share-id = Id
share-put = Put into force
share-try = Preview
share-try-hint = What each partner would get with this rule, before it is in force
share-as = As it would reach
share-trying = Not in force: { $rule }
share-in-force = Rules in force
share-all-kinds = all kinds
share-nothing = Nothing is known that could be told.
share-wait = The preview is being worked out…
share-frozen = Exercise control froze this picture: no preview.
share-left-out = units left out: { $n }
share-told = told before
share-tell-hint = Click an item to tell it to partners now.
share-tell = Tell now
share-all-partners = all partners
share-no-ledger = Nothing has been told yet.
share-ledger-last = The newest { $n }; "sarex share ledger" lists all.
share-times = { $n } times until { $time }
share-age = { $age } old

## Notes of evaluators

notes-keys = The keys G, I and Q take a note from anywhere in the desk: the time, and the place and cell of what is selected.
notes-new = New note
notes-completing = Complete the note
notes-complete = Complete
notes-text = What was seen, in any language
notes-time = Time
notes-earlier = of an earlier time
notes-place = Place
notes-no-place = Without a place
notes-place-selected = of the selection
notes-place-drawn = from the chart
notes-cell = Cell
notes-objective = Objective
notes-save = Save
notes-discard = Discard
notes-all = all
notes-own = own only
notes-none = No note yet.
notes-more = Earlier notes
notes-written = written { $time }
note-taken = Note taken: { $kind }, { $time }

## Out of a replay

branch-here = Go on from here
branch-hint = Go on live from this time, with the same drift and dice, in a recording of its own beside this one. This recording stays as it is.
branch-over = The exercise is over at this time: go back first.
branch-live = Live from { $time }, in a recording of its own: { $file }
live-branch = Live, branch

## After-action report

report-html = HTML, all three languages in one file
report-pdf = PDF, { $language }
report-pdf-all = PDF, all three languages, a file each
report-writing = The report is being written…
report-busy = A report is being written already.
