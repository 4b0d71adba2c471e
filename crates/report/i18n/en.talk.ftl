# Messages: forms, codes and standard phrases in English (IMO standard SITREP format, IAMSAR and SMCP wording).
# Same keys in the three languages: a test holds it.

## Forms of messages

talk-from = From
talk-to = To
talk-time = Date and time
talk-channel = Channel
talk-precedence = Precedence
talk-kind = Message
talk-answers = In reply to
talk-text = Text
talk-number = No. { $number }
talk-message = message { $number }
talk-last = final
talk-blank = not stated
talk-separator = ;{ " " }
talk-receipts = Receipts
talk-sitrep-short = SITREP, short form (A to F)
talk-sitrep-long = SITREP, long form (A to N)

## Sections of a SITREP (IMO standard format; there is no I)

sitrep-a = Identity of casualty
sitrep-b = Position
sitrep-c = Situation
sitrep-d = Number of persons
sitrep-e = Assistance required
sitrep-f = Coordinating RCC
sitrep-g = Description of casualty
sitrep-h = Weather on scene
sitrep-j = Initial actions taken
sitrep-k = Search area
sitrep-l = Coordinating instructions
sitrep-m = Future plans
sitrep-n = Additional information and conclusion

## Parts of a search action message (IAMSAR volume II, 2.27.16)

action-1 = Situation
action-2 = Search areas
action-3 = Execution
action-4 = Coordination
action-5 = Communications
action-6 = Reports

## Fields of the other forms

field-source = Received by
field-received = Received at
field-nature = Nature of distress
field-casualty = Casualty
field-position = Position
field-persons = Persons
field-assistance = Assistance required
field-unit = Unit
field-task = Task
field-place = Place
field-area = Search area
field-pattern = Search pattern
field-height = Height
field-start = From
field-channel = Channel on scene
field-report-to = Report to
field-instructions = Instructions
field-of = Message read back
field-remarks = Remarks
field-wanted = Information required
field-about = About
field-by = Answer by
field-question = Question
field-office = Office
field-taken-by = Taken over by
field-items = Handed over

## Parts of a line

part-error = 50 % within { $distance }
part-call-sign = call sign { $value }
part-mmsi = MMSI { $value }
part-flag = flag { $value }
part-at-risk = at risk { $n }
part-recovered = recovered { $n }
part-dead = dead { $n }
part-missing = missing { $n }
part-injured = injured { $n }
part-wind = wind from { $direction }, { $speed }
part-current = current sets { $direction }, { $speed }
part-waves = wave height { $height }
part-visibility = visibility { $distance }
part-sea-temperature = sea temperature { $temperature }
part-deed = { $unit }: { $activity }
part-on-board = survivors on board { $n }
part-area = area { $name }
part-size = { $size } square nm
part-creep = creep { $direction }
part-commence = commence search point { $place }
part-spacing = track spacing { $distance }
part-from-time = from { $time }
part-height = height { $height }
part-pos = probability of success so far { $share }
part-smc = SMC { $name }
part-osc = OSC { $name }
part-aco = ACO { $name }
part-coordination-channels = coordination { $channels }
part-on-scene-channels = on scene { $channels }
part-monitor-channels = monitor { $channels }
part-press-channels = press { $channels }
part-report-to = to { $name }
part-every = every { $duration }
figure-ft = { $n } ft
sentence-separator = .{ " " }
sentence-end = .
receipt-delivered = delivered { $time }
receipt-read = read { $time }
receipt-acknowledged = acknowledged { $time }
receipt-misheard = misheard
receipt-line = { $cell }: { $state }

## What became of a message

fate-under-way = no receipt yet
fate-arrived = arrived
fate-lost = lost
fate-out-of-range = out of range
fate-cut = link cut

## Order of precedence

precedence-distress = DISTRESS
precedence-urgency = URGENCY
precedence-safety = SAFETY
precedence-routine = ROUTINE

## Emergency phases

phase-uncertainty = uncertainty phase (INCERFA)
phase-alert = alert phase (ALERFA)
phase-distress = distress phase (DETRESFA)

## Nature of distress (list of digital selective calling)

nature-fire = fire or explosion
nature-flooding = flooding
nature-collision = collision
nature-grounding = grounding
nature-listing = listing, in danger of capsizing
nature-sinking = sinking
nature-adrift = disabled and adrift
nature-undesignated = undesignated distress
nature-abandoning = abandoning ship
nature-piracy = piracy or armed attack
nature-man-overboard = man overboard
nature-epirb = EPIRB emission

## How a distress became known

source-mayday = MAYDAY
source-mayday-relay = MAYDAY RELAY
source-dsc = DSC
source-epirb = EPIRB
source-ais-sart = AIS-SART
source-telephone = telephone
source-other-rcc = other RCC
source-sighting = sighting
source-overdue = overdue vessel

## What a position is

fix-last-known = last known position
fix-datum = datum
fix-found = position found
fix-reported = reported position

## Tasks

task-proceed = proceed to the place
task-search = search the area
task-recover = recover persons
task-hoist = recover persons by hoist
task-investigate = investigate and report
task-escort = escort
task-tow = tow
task-fight-fire = fight the fire
task-relay-radio = relay radio traffic
task-stand-by = stand by
task-return-to-base = return to base

## Information required

wanted-position = position
wanted-datum = datum
wanted-drift-inputs = inputs of the drift prediction
wanted-persons-on-board = number of persons on board
wanted-description = description of the search object
wanted-weather = weather on scene
wanted-search-plan = search plan
wanted-search-results = results of the search
wanted-unit-status = state and endurance of units
wanted-arrival-time = time of arrival
wanted-medical-state = medical state of survivors
wanted-next-of-kin = next of kin

## Offices and the checklist of a hand-over

office-smc = SAR mission coordinator (SMC)
office-osc = on-scene coordinator (OSC)
office-aco = aircraft coordinator (ACO)
item-situation = situation
item-plan = search plan
item-areas-searched = areas searched
item-units = units
item-endurance = endurance of units
item-communications = communications
item-airspace = airspace
item-weather = weather
item-survivors = survivors
item-open-requests = open requests
item-next-report = next report
item-next-of-kin = next of kin

## Kinds of message with a structure of their own

kind-search-action-message = search action message
kind-read-back = read-back

## Standard phrases, in the sense of SMCP and IAMSAR; no full stop, the program sets it

phrase-require-immediate-assistance = I require immediate assistance
phrase-require-search-units = I require search and rescue units
phrase-require-helicopter = I require a helicopter
phrase-require-medical = I require medical assistance
phrase-require-fire-fighting = I require fire-fighting assistance
phrase-require-tug = I require a tug
phrase-require-drift-forecast = I require your drift prediction
phrase-no-assistance = I do not require assistance
phrase-abandoning-ship = Crew is abandoning the vessel
phrase-persons-in-raft = Persons are in a life-raft
phrase-persons-in-water = Persons are in the water
phrase-no-contact = No radio contact with the casualty
phrase-drift-computed = Drift prediction is complete
phrase-datum-shared = Datum is shared
phrase-plan-agreed = Search plan is agreed
phrase-neighbour-told = Neighbouring RCC is informed
phrase-mayday-relayed = MAYDAY RELAY is broadcast
phrase-units-proceeding = Units are proceeding to the scene
phrase-units-on-scene = Units are on scene
phrase-search-planned = Search is planned
phrase-search-under-way = Search is in progress
phrase-nothing-found = Search negative so far
phrase-object-found = Search object is located
phrase-recovery-under-way = Recovery of persons is in progress
phrase-all-recovered = All persons are recovered
phrase-search-suspended = Search is suspended
phrase-search-ended = Search and rescue is terminated
phrase-continue-search = Continue the search
phrase-expand-search = Expand the search area
phrase-search-again = Search the area again
phrase-resume-at-daylight = Resume the search at daylight
phrase-land-survivors = Land survivors at a place of safety
phrase-units-return = Units return to base
phrase-keep-to-area = Keep to your assigned area
phrase-keep-height = Keep your assigned height
phrase-keep-channel = Keep watch on the assigned channel
phrase-drop-marker-buoy = Drop a datum marker buoy
phrase-report-arrival = Report arrival on scene
phrase-report-sightings = Report all sightings
phrase-report-weather = Report weather on scene
phrase-report-endurance = Report your endurance
phrase-received = Received
phrase-read-back-correct = Read-back is correct
phrase-correction = Mistake. Correction follows
phrase-say-again = Say again
phrase-stand-by = Stand by
phrase-affirmative = Affirmative
phrase-negative = Negative
phrase-proceeding-to-assist = I am proceeding to your assistance
phrase-accept-office = I accept the office

## Events of messages

event-message-delivered = Message { $message } reaches { $cell }.
event-message-acknowledged = { $cell } acknowledges message { $message }.
event-message-not-delivered = Message { $message } does not reach { $cell }: { $fate }.
event-message-misheard = { $cell } understands a figure of message { $message } wrongly.
event-read-back-right = Message { $message } reads back message { $of } correctly.
event-read-back-wrong = Message { $message } reads back message { $of } wrongly.
event-clerk-on = A clerk reads the messages of { $cell }.
event-clerk-off = The people of { $cell } read its messages themselves.
event-model-changed = Exercise control changes the communications ({ $link }): { $quality }.
link-all = all links
link-all-of = all links of { $cell }
link-between = { $a } and { $b }
quality-delay = delay { $value }
quality-loss = loss { $value }
quality-interpret = interpreter { $value }
quality-mishear = misheard { $value }
quality-cut = cut
quality-restored = restored

## Reasons of the engine: English as the engine writes it

reason-own-name = a message must be sent in the cell's own name
reason-no-such-message = the cell has no message { $n }
reason-too-many-messages = an exercise holds at most { $n } messages
reason-too-many-entries = a message holds at most { $n } entries in its lists
reason-no-figure = a figure of the message is not a number
reason-no-chance = a chance is from 0 to 1
reason-too-late = a message is under way for at most { $n } seconds
reason-too-many-rules = at most { $n } rules for links are kept
