# Words of exercise control in English: levers, coordination, notes. Same keys in en, ko and ja: a test holds it.

## Levers

equipment-radar = radar
equipment-engine = engine
equipment-hoist = hoist
equipment-camera = camera
equipment-radio = radio
equipment-all = all equipment
base-place = the base at { $at }
base-deck = the deck of { $unit }
lever-offset = true wind changed by { $wind } m/s from { $from }°, true current by { $current } m/s towards { $to }°
lever-offset-none = true wind and current as in the data
lever-tell-forecast = the change of wind and current told to { $cells }
lever-fault = { $unit }: { $equipment } out of order
lever-fault-part = { $unit }: engine gives { $share } of its speed
lever-repair = { $unit }: { $equipment } in order again
lever-cut = communications of { $cell } lost
lever-reconnect = communications of { $cell } restored
lever-close-port = { $base } closed
lever-open-port = { $base } open again
lever-divert = { $unit } diverted to { $base }
lever-jam = satellite navigation jammed within { $radius } of { $at } ({ $name })
lever-end-jam = jam { $name } over
lever-withdraw = { $cell } withdraws from the exercise
lever-rejoin = { $cell } takes part again
lever-override = override: { $what } ({ $reason })
change-unit-position = { $unit } at { $at }
change-fuel = { $unit } with { $share } of its fuel
change-lost = { $unit } out of the exercise
change-back = { $unit } in the exercise
change-object-position = { $object } at { $at }
change-person-waiting = person { $person } of { $object } alive, not yet recovered
change-person-dead = person { $person } of { $object } dead
change-person-recovered = person { $person } of { $object } on board { $unit }
change-found = { $cell } knows the position of { $object }
change-not-found = { $cell } does not know the position of { $object }
event-lever-pulled = Exercise control: { $what }.
event-overridden = Exercise control overrides: { $what }; before: { $before }. Reason: { $reason }
event-contact-lost = Radio contact with { $unit } is lost.
event-contact-regained = Radio contact with { $unit } is restored.
event-find-told = { $unit } reports { $object } at { $at }, sighted at { $time }.
event-unit-lost = { $unit } is out of the exercise, by exercise control.
event-unit-back = { $unit } is in the exercise again, by exercise control.
event-withdrawn = { $cell } withdraws from the exercise; its units return to base.
event-rejoined = { $cell } takes part in the exercise again.
event-fix-lost = { $unit } has no satellite position and navigates by dead reckoning.
event-fix-regained = { $unit } has a satellite position again; its position was wrong by { $error }.
reason-no-answer = { $unit } does not answer
reason-none-answers = none of its units answers
reason-base-closed = its base is closed
reason-hoist-out = its hoist is out of order
reason-cell-withdrawn = the cell has withdrawn from the exercise
reason-override-why = an override needs a reason
reason-nothing-failed = nothing of that is out of order on { $unit }
reason-not-cut = that cell is not cut off
reason-not-withdrawn = that cell has not withdrawn
reason-not-closed = that port is not closed
reason-no-jam = there is no jam { $name }

## Coordination

kind-area-proposed = proposed division of the search area
kind-area-countered = counter-proposal for the search area
kind-area-declined = division declined
kind-entry-refused = entry refused
kind-entry-expired = entry expired
kind-handover-brief = handover checklist
kind-handover-taken = handover completed
kind-resumption = resumption of search
event-step-taken = { $cell }, step { $number }: { $what }
event-step-known = { $cell } knows step { $number }: { $what }
event-airspace-entered = { $unit } enters { $airspace }, cleared.
event-airspace-entered-uncleared = { $unit } enters { $airspace } without clearance.
reason-only-smc = only the SMC may do that
reason-smc-hands-over = { $cell } is SMC and hands over
reason-step-nobody = a step is told to at least one other cell
reason-no-own-datum = the cell has no datum for that object itself
reason-no-told-datum = nobody told the cell a datum of that object
reason-two-sides = a division gives its sides to two cells
reason-own-plans = a proposal shows plans that the cell knows
reason-no-proposal = no such proposal waits for the cell's answer
reason-no-request = no such request waits for the cell's answer
reason-entry-aircraft = entry is requested for an aircraft of the cell
reason-entry-past = the end of an entry is past
reason-no-hand-over = the cell has no such hand-over under way
reason-not-holder = only who holds the office hands it over
reason-not-suspended = the search is not suspended
reason-nothing-agreed = the cells have agreed no division that gives the cell a side

## Notes

event-note-good = { $cell } notes as good, at { $time }: { $text }{ $more }
event-note-issue = { $cell } notes as an issue, at { $time }: { $text }{ $more }
event-note-question = { $cell } notes as a question, at { $time }: { $text }{ $more }
event-note-remark = { $cell } notes, at { $time }: { $text }{ $more }
note-good = good
note-issue = issue
note-question = question
note-remark = remark
reason-note-own = only a note of one's own is amended, once
reason-note-future = a note speaks of what was, not of what will be
