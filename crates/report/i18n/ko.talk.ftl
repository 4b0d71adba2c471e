# Messages: forms, codes and standard phrases in Korean. Terms follow the glossary; no native speaker has reviewed them.
# Same keys in the three languages: a test holds it.

## Forms of messages

talk-from = 발신
talk-to = 수신
talk-time = 일시
talk-channel = 통신수단
talk-precedence = 우선순위
talk-kind = 통보 종류
talk-answers = 회신 대상
talk-text = 내용
talk-number = 제{ $number }호
talk-message = 메시지 { $number }
talk-last = 최종
talk-blank = 기재 없음
talk-separator = ;{ " " }
talk-receipts = 수신 상황
talk-sitrep-short = 상황보고(SITREP) 단문(A~F)
talk-sitrep-long = 상황보고(SITREP) 장문(A~N)

## Sections of a SITREP (IMO standard format; there is no I)

sitrep-a = 조난체 식별
sitrep-b = 위치
sitrep-c = 상황
sitrep-d = 인원
sitrep-e = 필요한 지원
sitrep-f = 조정 RCC
sitrep-g = 조난체 제원
sitrep-h = 현장 기상
sitrep-j = 초동 조치
sitrep-k = 수색구역
sitrep-l = 조정 지시
sitrep-m = 향후 계획
sitrep-n = 추가 정보 및 결론

## Parts of a search action message (IAMSAR volume II, 2.27.16)

action-1 = 상황
action-2 = 수색구역
action-3 = 실시
action-4 = 조정
action-5 = 통신
action-6 = 보고

## Fields of the other forms

field-source = 인지 경로
field-received = 접수 시각
field-nature = 조난 종류
field-casualty = 조난체
field-position = 위치
field-persons = 인원
field-assistance = 필요한 지원
field-unit = 세력
field-task = 임무
field-place = 장소
field-area = 수색구역
field-pattern = 수색 패턴
field-height = 고도
field-start = 개시
field-channel = 현장 통신채널
field-report-to = 보고처
field-instructions = 지시사항
field-of = 복창한 메시지
field-remarks = 비고
field-wanted = 요청 정보
field-about = 대상
field-by = 회신 기한
field-question = 질의
field-office = 직책
field-taken-by = 인수자
field-items = 인계 항목

## Parts of a line

part-error = 50% 반경 { $distance }
part-call-sign = 호출부호 { $value }
part-mmsi = MMSI { $value }
part-flag = 선적국 { $value }
part-at-risk = 위험 인원 { $n }명
part-recovered = 구조 { $n }명
part-dead = 사망 { $n }명
part-missing = 미확인 { $n }명
part-injured = 부상 { $n }명
part-wind = 풍향 { $direction }, 풍속 { $speed }
part-current = 해류 방향 { $direction }, 유속 { $speed }
part-waves = 파고 { $height }
part-visibility = 시정 { $distance }
part-sea-temperature = 수온 { $temperature }
part-deed = { $unit }: { $activity }
part-on-board = 생존자 { $n }명 승선
part-area = 구역 { $name }
part-size = { $size } 제곱해리
part-creep = 진행 방향 { $direction }
part-commence = 수색개시점 { $place }
part-spacing = 수색선 간격 { $distance }
part-from-time = { $time }부터
part-height = 고도 { $height }
part-pos = 현재까지 성공확률 { $share }
part-smc = 수색구조임무조정관(SMC) { $name }
part-osc = 현장조정관(OSC) { $name }
part-aco = 항공기조정관(ACO) { $name }
part-coordination-channels = 조정용 { $channels }
part-on-scene-channels = 현장용 { $channels }
part-monitor-channels = 청수 { $channels }
part-press-channels = 언론용 { $channels }
part-report-to = 보고처 { $name }
part-every = { $duration }마다
figure-ft = { $n }피트
sentence-separator = .{ " " }
sentence-end = .
receipt-delivered = 도달 { $time }
receipt-read = 열람 { $time }
receipt-acknowledged = 수신 확인 { $time }
receipt-misheard = 오청
receipt-line = { $cell }: { $state }

## What became of a message

fate-under-way = 수신 미확인
fate-arrived = 도달
fate-lost = 유실
fate-out-of-range = 통달거리 밖
fate-cut = 통신 두절

## Order of precedence

precedence-distress = 조난
precedence-urgency = 긴급
precedence-safety = 안전
precedence-routine = 일반

## Emergency phases

phase-uncertainty = 불확실 단계(INCERFA)
phase-alert = 경보 단계(ALERFA)
phase-distress = 조난 단계(DETRESFA)

## Nature of distress (list of digital selective calling)

nature-fire = 화재 또는 폭발
nature-flooding = 침수
nature-collision = 충돌
nature-grounding = 좌초
nature-listing = 경사, 전복 위험
nature-sinking = 침몰
nature-adrift = 조종불능 표류
nature-undesignated = 종류 미지정 조난
nature-abandoning = 퇴선
nature-piracy = 해적 또는 무장공격
nature-man-overboard = 해상추락
nature-epirb = EPIRB 발신

## How a distress became known

source-mayday = 조난(MAYDAY)
source-mayday-relay = 조난중계(MAYDAY RELAY)
source-dsc = 디지털선택호출(DSC)
source-epirb = EPIRB
source-ais-sart = AIS-SART
source-telephone = 전화 신고
source-other-rcc = 다른 RCC
source-sighting = 목격
source-overdue = 도착 지연

## What a position is

fix-last-known = 최종 확인 위치
fix-datum = 추정위치
fix-found = 발견 위치
fix-reported = 통보된 위치

## Tasks

task-proceed = 해당 장소로 이동
task-search = 구역 수색
task-recover = 인명 구조
task-hoist = 호이스트로 인명 구조
task-investigate = 확인 후 보고
task-escort = 호위
task-tow = 예인
task-fight-fire = 화재 진압
task-relay-radio = 통신 중계
task-stand-by = 대기
task-return-to-base = 기지 복귀

## Information required

wanted-position = 위치
wanted-datum = 추정위치
wanted-drift-inputs = 표류예측 입력값
wanted-persons-on-board = 승선인원
wanted-description = 수색 대상 제원
wanted-weather = 현장 기상
wanted-search-plan = 수색계획
wanted-search-results = 수색 결과
wanted-unit-status = 세력 현황과 잔여 활동시간
wanted-arrival-time = 도착 예정 시각
wanted-medical-state = 생존자의 의학적 상태
wanted-next-of-kin = 가족 연락 사항

## Offices and the checklist of a hand-over

office-smc = 수색구조임무조정관(SMC)
office-osc = 현장조정관(OSC)
office-aco = 항공기조정관(ACO)
item-situation = 상황
item-plan = 수색계획
item-areas-searched = 수색 완료 구역
item-units = 세력
item-endurance = 세력별 잔여 활동시간
item-communications = 통신
item-airspace = 공역
item-weather = 기상
item-survivors = 생존자
item-open-requests = 미결 요청
item-next-report = 다음 보고
item-next-of-kin = 가족 연락

## Kinds of message with a structure of their own

kind-search-action-message = 수색활동 통보
kind-read-back = 복창

## Standard phrases, in the sense of SMCP and IAMSAR; no full stop, the program sets it

phrase-require-immediate-assistance = 즉시 구조가 필요합니다
phrase-require-search-units = 수색구조세력이 필요합니다
phrase-require-helicopter = 헬기가 필요합니다
phrase-require-medical = 의료 지원이 필요합니다
phrase-require-fire-fighting = 소화 지원이 필요합니다
phrase-require-tug = 예인선이 필요합니다
phrase-require-drift-forecast = 귀측의 표류예측이 필요합니다
phrase-no-assistance = 지원이 필요하지 않습니다
phrase-abandoning-ship = 승선원이 퇴선하고 있습니다
phrase-persons-in-raft = 구명뗏목에 조난자가 있습니다
phrase-persons-in-water = 익수자가 있습니다
phrase-no-contact = 조난체와 교신되지 않습니다
phrase-drift-computed = 표류예측을 완료했습니다
phrase-datum-shared = 추정위치를 공유했습니다
phrase-plan-agreed = 수색계획에 합의했습니다
phrase-neighbour-told = 인접 RCC에 통보했습니다
phrase-mayday-relayed = 조난중계(MAYDAY RELAY)를 방송했습니다
phrase-units-proceeding = 세력이 현장으로 이동하고 있습니다
phrase-units-on-scene = 세력이 현장에 도착했습니다
phrase-search-planned = 수색을 계획했습니다
phrase-search-under-way = 수색하고 있습니다
phrase-nothing-found = 현재까지 발견하지 못했습니다
phrase-object-found = 수색 대상을 발견했습니다
phrase-recovery-under-way = 인명을 구조하고 있습니다
phrase-all-recovered = 전원을 구조했습니다
phrase-search-suspended = 수색을 중지했습니다
phrase-search-ended = 구조활동을 종료했습니다
phrase-continue-search = 수색을 계속합니다
phrase-expand-search = 수색구역을 확대합니다
phrase-search-again = 구역을 다시 수색합니다
phrase-resume-at-daylight = 일출 후 수색을 재개합니다
phrase-land-survivors = 생존자를 안전한 장소로 이송합니다
phrase-units-return = 세력은 기지로 복귀합니다
phrase-keep-to-area = 지정된 구역을 지키십시오
phrase-keep-height = 지정된 고도를 지키십시오
phrase-keep-channel = 지정된 채널을 청수하십시오
phrase-drop-marker-buoy = 추정위치 표지부이를 투하하십시오
phrase-report-arrival = 현장 도착을 보고하십시오
phrase-report-sightings = 모든 발견 사항을 보고하십시오
phrase-report-weather = 현장 기상을 보고하십시오
phrase-report-endurance = 잔여 활동시간을 보고하십시오
phrase-received = 수신했습니다
phrase-read-back-correct = 복창이 정확합니다
phrase-correction = 착오. 정정합니다
phrase-say-again = 다시 말씀해 주십시오
phrase-stand-by = 대기하십시오
phrase-affirmative = 그렇습니다
phrase-negative = 아닙니다
phrase-proceeding-to-assist = 구조하러 가고 있습니다
phrase-accept-office = 직책을 인수합니다

## Events of messages

event-message-delivered = 메시지 { $message }이(가) { $cell }에 도달했습니다.
event-message-acknowledged = { $cell }이(가) 메시지 { $message }의 수신을 확인했습니다.
event-message-not-delivered = 메시지 { $message }이(가) { $cell }에 도달하지 않습니다: { $fate }.
event-message-misheard = { $cell }이(가) 메시지 { $message }의 수치를 잘못 알아들었습니다.
event-read-back-right = 메시지 { $message }이(가) 메시지 { $of }을(를) 정확히 복창했습니다.
event-read-back-wrong = 메시지 { $message }이(가) 메시지 { $of }을(를) 잘못 복창했습니다.
event-clerk-on = { $cell }의 메시지는 담당자가 자동으로 열람합니다.
event-clerk-off = { $cell }의 메시지는 훈련 참가자가 직접 열람합니다.
event-model-changed = 훈련통제부가 통신 조건을 바꿉니다({ $link }): { $quality }.
link-all = 모든 통신로
link-all-of = { $cell }의 모든 통신로
link-between = { $a } - { $b }
quality-delay = 지연 { $value }
quality-loss = 손실률 { $value }
quality-interpret = 통역 { $value }
quality-mishear = 오청률 { $value }
quality-cut = 두절
quality-restored = 복구

## Reasons of the engine: English as the engine writes it

reason-own-name = 메시지는 자기 명의로만 보낼 수 있습니다
reason-no-such-message = 이 참가반은 메시지 { $n }을(를) 받지 않았습니다
reason-too-many-messages = 한 훈련의 메시지는 최대 { $n }건입니다
reason-too-many-entries = 메시지 하나의 목록 항목은 최대 { $n }개입니다
reason-no-figure = 메시지의 수치가 숫자가 아닙니다
reason-no-chance = 확률은 0에서 1 사이입니다
reason-too-late = 메시지 지연은 최대 { $n }초입니다
reason-too-many-rules = 통신로 규칙은 최대 { $n }개입니다
