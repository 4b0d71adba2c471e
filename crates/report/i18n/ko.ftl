# SAREX의 한국어 표현. 용어는 용어집(수상구조법 등)을 따름; README.md 참조.
# 조사는 "이(가)", "은(는)", "을(를)", "과(와)", "(으)로"로 쓰며 프로그램이 앞말에 맞춰 고름.

## Markers

exercise-marker = 훈련, 훈련, 훈련
not-for-navigation = 항해용으로 사용 금지
not-a-delimitation = 훈련용 선, 경계선 아님
language-name = 한국어

## Orders

order-hold = 현 위치 대기
order-go-to = 지정 위치로 이동
order-route = 항로 운항
order-patrol = 순찰
order-search = 수색
order-escort = 호위
order-return-to-base = 기지 복귀
order-recover = 인명 구조
order-investigate = 표적 확인

## Activities

activity-preparing = 출동 준비
activity-at-base = 기지 대기
activity-holding = 현 위치 대기
activity-transit = 이동 중
activity-searching = 수색 중
activity-on-scene = 현장 도착
activity-recovering = 인명 구조 중
activity-returning = 기지 복귀 중
activity-patrolling = 순찰 중
activity-lost = 상실

## Classes

class-vessel = 함정·선박
class-helicopter = 헬기
class-aeroplane = 고정익 항공기
class-drone = 무인항공기

## Roles

role-smc = 수색구조임무조정관(SMC)
role-rcc = 구조조정본부(RCC)
role-osc = 현장조정관(OSC)
role-aco = 항공기조정관(ACO)
role-exercise-control = 훈련통제
role-observer = 참관인
role-facilitator = 진행자

## Kinds of message

kind-text = 문자 메시지
kind-distress-alert = 조난경보
kind-distress-relay = 조난중계
kind-distress-call = 조난호출
kind-smc-named = SMC 지정
kind-osc-named = OSC 지정
kind-aco-named = ACO 지정
kind-datum = 추정위치
kind-datum-agreed = 추정위치 합의
kind-area-split = 수색구역 분담
kind-entry-request = 진입 요청
kind-entry-cleared = 진입 승인
kind-sitrep = 상황보고(SITREP)
kind-search-plan = 수색활동계획(SAP)
kind-search-request = 수색세력 지원 요청
kind-acknowledgement = 수신 확인
kind-found = 수색 대상 발견
kind-casualties = 인명 현황 보고
kind-handover = 인계·인수
kind-suspension = 수색 중지
kind-termination = 구조활동 종료
kind-medevac = 응급환자 이송
kind-nav-warning = 항행경보
kind-patrol-plan = 순찰계획
kind-patrol-split = 순찰구역 분담
kind-contact-report = 표적 보고
kind-contact-query = 표적 조회
kind-identified = 식별 결과
kind-hot-line = 직통전화
kind-fire-report = 화재 보고
kind-fault-report = 장애 보고
kind-press-request = 언론 문의
kind-decision-request = 결정 요청
kind-tasking-change = 임무 변경
kind-acknowledge = 수신 확인
kind-correction = 정정
kind-object-found = 수색 대상 발견
kind-found-shared = 발견 정보 공유
kind-request-for-information = 정보 요청
kind-tasking = 임무 부여
kind-end-exercise = 훈련 종료

## Search patterns

pattern-parallel-track = 평행 수색(PS)
pattern-creeping-line = 크리핑라인 수색(CS)
pattern-expanding-square = 확대사각 수색(SS)
pattern-sector = 부채꼴 수색(VS)
pattern-sector-search = 부채꼴 수색(VS)
pattern-track-line = 항적선 수색(TS)
pattern-track-line-return = 항적선 왕복 수색(TSR)
pattern-track-line-non-return = 항적선 편도 수색(TSN)
pattern-coordinated = 선박·항공기 협동수색(CSC)
pattern-barrier = 차단선 수색
pattern-contour = 등고선 수색
pattern-spiral = 나선형 수색
pattern-lawnmower = 왕복 평행 수색
pattern-heat-map = 확률 추종 수색
pattern-probability-greedy = 확률 추종 수색

## Why an exercise ended

end-time = 계획된 시간 만료
end-serial = 훈련 진행표에 따른 종료
end-control = 훈련통제에 의한 종료

## Figures

figure-nm = { $n }해리
figure-kn = { $n }노트
figure-km = { $n } km
figure-kmh = { $n } km/h
figure-m = { $n } m
figure-percent = { $n } %
figure-hours = { $n }시간
figure-degrees-true = { $n }°(진방위)
figure-celsius = { $n } °C
figure-mps = { $n } m/s
duration-d-h = { $d }일 { $h }시간
duration-d = { $d }일
duration-h-min = { $h }시간 { $min }분
duration-h = { $h }시간
duration-min-s = { $min }분 { $s }초
duration-min = { $min }분
duration-s = { $s }초
list-separator = ,{ " " }
unknown-name = { $number }번
traffic-name = 선박 { $number }번
anonymous-contact = 표적 { $track }번
nobody = 없음
yes = 예
no = 아니요
none = 없음

## Names of exercise list lines

serial-message = { $kind }, { $from } → { $to }
serial-search = { $cell }의 수색
serial-rescue = { $cell }의 { $object } 구조
serial-order = { $unit }: { $order }
serial-environment = 기상 변화
serial-end = 훈련 종료

## 훈련 진행표: 시행 조건과 상태

when-at = 개시 후 { $time }
when-by-hand = 훈련통제 수동 시행
when-after = { $serial } 시행
when-received = { $cell } 수신: { $kind }
when-any-object = 수색 대상
when-found = { $object } 발견
when-found-by = { $cell } 세력의 { $object } 발견
when-recovered = 생존자 전원 구조
when-not-found = { $serial } 이후 미발견
when-answered = { $serial } 응답
when-unanswered = { $serial } 미응답
when-searched = 수색 { $serial }의 { $share } 실시
when-searched-by = { $cell } 수색의 { $share } 실시
when-searched-any = 수색의 { $share } 실시
when-pos = 성공확률(POS) { $share } 도달
when-pos-by = { $cell }: 성공확률(POS) { $share } 도달
when-delayed = { $what } 후 { $delay }
list-planned = 예정
list-armed = 시행 대기
list-held = 보류
list-sent = 시행
list-answered = 응답
list-late = 응답 지연
list-skipped = 생략

## Events

event-started = 훈련을 개시합니다.
event-ended = 훈련을 종료합니다: { $reason }.
event-serial-done = 상황부여 { $serial } 시행: { $what }.
event-serial-held = 상황부여 { $serial } 보류(훈련통제): { $what }.
event-serial-released = 상황부여 { $serial } 보류 해제(훈련통제): { $what }.
event-serial-skipped = 상황부여 { $serial } 생략(훈련통제): { $what }.
event-serial-rescheduled = 상황부여 { $serial } 시각 변경, 개시 후 { $time }: { $what }.
event-serial-corrected = 상황부여 { $serial }의 문안을 시행 전에 정정: { $what }.
event-serial-correction-sent = 상황부여 { $serial }의 정정 통보를 보냈습니다(메시지 { $message }).
event-serial-answered = { $cell }, 상황부여 { $serial }에 { $time } 만에 응답.
event-serial-answered-late = { $cell }, 상황부여 { $serial }에 { $time } 만에 응답, 기한 경과.
event-serial-late = 상황부여 { $serial } 기한 내 응답 없음: { $what }.
event-message-sent = { $from }에서 { $to }에 송신: { $kind } (메시지 { $message }).
event-message-read = { $cell }에서 메시지 { $message }을(를) 확인했습니다.
event-refused = { $cell }: 요청이 거부되었습니다. { $reason }
event-order-given = { $unit }에 지시: { $order }.
event-order-done = { $unit }이(가) 지시를 완료했습니다: { $order }.
event-under-way = { $unit }이(가) 출동했습니다.
event-at-base = { $unit }이(가) 기지에 있습니다.
event-returning-for-fuel = { $unit }이(가) 임무를 중단하고 연료 보급을 위해 복귀합니다.
event-out-of-fuel = { $unit }의 연료가 { $at }에서 소진되었습니다.
event-hindered = { $unit }이(가) 지시를 수행할 수 없습니다: { $reason }
event-estimate-opened = { $cell }에서 { $object }의 표류예측을 시작했습니다.
event-plan-made = { $cell }에서 수색을 계획했습니다: { $name }, 투입 세력 { $units }. { $note }
event-plan-changed = { $cell }: 계획 { $plan }이(가) 변경되었습니다. 투입 세력 { $units }. { $note }
event-plan-failed = { $cell }: 수색계획을 수립하지 못했습니다. { $reason }
event-search-started = { $unit }이(가) 수색을 시작했습니다(계획 { $plan }).
event-leg-passed = { $unit }이(가) 수색선 { $leg }을(를) 통과했습니다.
event-search-done = { $unit }이(가) 수색을 모두 마쳤습니다(계획 { $plan }).
event-detected = { $unit }이(가) { $at }에서 { $object }을(를) 발견했습니다. 거리 { $range }.
event-on-scene = { $unit }이(가) { $object } 현장에 도착했습니다.
event-person-recovered = { $unit }이(가) { $object }의 { $person }번 인원을 구조했습니다(생존).
event-person-recovered-dead = { $unit }이(가) { $object }의 { $person }번 인원을 인양했습니다(사망).
event-object-cleared = { $object }의 전원을 구조·인양했습니다.
event-person-died = { $object }의 { $person }번 인원이 사망했습니다.
event-stranded = { $object }이(가) { $at }에서 해안에 표착했습니다.
event-landed = { $unit }이(가) 생존자를 상륙시켰습니다: { $survivors }명.
event-contact-new = { $cell }에서 AIS 미발신 표적을 새로 포착했습니다. 표적 { $track }번.
event-contact-new-ais = { $cell }에서 AIS 표적을 새로 포착했습니다. 표적 { $track }번.
event-contact-identified = { $cell }에서 표적 { $track }번을 식별했습니다: { $name }.
event-contact-identified-dark = { $cell }에서 표적 { $track }번을 식별했습니다: { $name }, AIS 미발신 선박.
event-environment-changed = 훈련통제에서 기상 또는 해상 상태를 변경했습니다.
event-environment-gap = { $at }의 바람 또는 해류 자료가 없어 마지막 값을 사용합니다({ $what }).
event-plugin-fault = 플러그인 { $plugin } 오류({ $units }). 해당 세력은 현 위치에서 대기합니다. { $reason }
event-plugin-fault-suspended = 플러그인 { $plugin }의 사용을 정지했습니다({ $units }). 해당 세력은 현 위치에서 대기합니다. { $reason }
event-plugin-reinstated = 플러그인 { $plugin }의 사용을 재개했습니다.
event-plugin-reloaded = 플러그인 { $plugin }을(를) 다시 읽었습니다: 버전 { $version }, { $sha256 }. 세력의 기억은 유지됩니다.
event-plugin-reloaded-anew = 플러그인 { $plugin }을(를) 다시 읽었습니다: 버전 { $version }, { $sha256 }. 기억의 구조가 달라 세력은 처음부터 시작합니다.
event-plugin-added = 플러그인 { $plugin }이(가) 훈련에 추가되었습니다: 버전 { $version }, { $sha256 }.
event-plugin-added-idle = 플러그인 { $plugin }이(가) 훈련에 추가되었습니다: 버전 { $version }, { $sha256 }. 아직 사용하는 세력은 없습니다: 통제관이 세력 상세 정보에서 행동 플러그인을 바꿀 수 있으며, 탐지 모델은 시나리오에서 정합니다.
event-behaviour-changed = 이제부터 { $plugin } 플러그인이 { $unit }을(를) 조종하며, 명령을 처음부터 다시 수행합니다.
event-behaviour-none = 이제부터 { $unit }은(는) 기본 행동으로 움직입니다.
event-judge-finding = { $plugin }, 점수 { $score }: { $text }
event-helm-clamped = { $unit }의 조종 지시가 성능을 넘어 성능 한계 안으로 제한했습니다.
event-quarantined = { $unit }을(를) 훈련에서 제외했습니다: 계산값 이상({ $phase }).

## Reasons of the engine

reason-only-control = 훈련통제만 할 수 있습니다
reason-not-own-unit = { $unit }은(는) 이 참가반의 세력이 아닙니다
reason-already-done = { $serial }은(는) 이미 시행되었습니다
reason-serial-not-held = { $serial }은(는) 보류 중이 아닙니다
reason-serial-held = { $serial }은(는) 이미 보류 중입니다
reason-serial-left-out = { $serial }은(는) 이미 생략되었습니다
reason-serial-answered = { $serial }은(는) 이미 응답되었습니다
reason-serial-not-sent = { $serial }은(는) 아직 시행되지 않아 응답할 수 없습니다
reason-serial-no-message = { $serial }은(는) 메시지를 보내지 않으므로 정정할 문안이 없습니다
reason-serial-past = { $serial }의 새 시각은 이미 지났습니다
reason-serial-after-end = { $serial }의 새 시각은 훈련 종료 뒤입니다
reason-empty-correction = 문안이 없는 정정은 보낼 수 없습니다
reason-message-too-long = 메시지는 최대 { $n }자입니다
reason-note-too-long = 기록은 최대 { $n }자입니다
reason-route-length = 항로 구간은 1개에서 { $n }개까지입니다
reason-on-land = { $place }은(는) 육지입니다
reason-no-position = 위치가 올바르지 않습니다
reason-no-escort = 호위할 세력이 없습니다
reason-not-found-yet = 아직 그 수색 대상을 발견하지 못했습니다
reason-nobody-to-recover = 수색 대상을 발견하지 못해 구조할 인원이 없습니다
reason-cannot-recover = { $unit }은(는) 인원을 수용할 수 없습니다
reason-no-contact = 표적 { $track }번이 없습니다
reason-wind-limit = 풍속 { $wind } m/s가 운용 한계 { $limit } m/s를 넘습니다
reason-link-lost = 데이터링크 도달거리({ $reach }해리)를 벗어나 되돌아옵니다
reason-plugin-unusable = 플러그인 { $plugin }을(를) 사용할 수 없습니다: { $reason }
reason-plugin-there = 플러그인 { $plugin }은(는) 이미 훈련에 있습니다: 변경 내용은 다시 읽기로 반영하십시오
reason-many-plugins = 훈련에 추가할 수 있는 플러그인은 모두 { $n }개까지입니다
reason-replay-reads-none = 재생 중에는 플러그인을 읽지 않습니다: 결정은 기록에 들어 있습니다. 다시 실행하려면 sarex replay --reexecute를 쓰십시오
reason-replay-adds-none = 재생 중에는 플러그인을 추가하지 않습니다: 모든 결정은 기록에 들어 있습니다. 플러그인을 쓰려면 시나리오를 여십시오
reason-replay-takes-none = 재생 중에는 명령을 받지 않습니다: 일어난 일은 바뀌지 않습니다. 여기서 다르게 진행하려면 분기를 시작하십시오
reason-exercise-over = 훈련이 끝나 더 이상 명령을 받지 않습니다
reason-branch-needs-replay = 분기는 재생에서 시작합니다: 먼저 기록을 열고 시작할 시각으로 이동하십시오
reason-plugin-other = 플러그인 { $plugin }: 기록 당시 { $then }, 현재 { $now }: 현재 설치된 것으로 훈련을 계속합니다
reason-plugin-gone = 플러그인 { $plugin }: 기록 당시 { $then }, 현재 설치되어 있지 않음: 해당 세력은 대기합니다
reason-recording-unwritable = 기록을 쓸 수 없습니다: { $error }
reason-nothing-to-do = 계획에서 어느 세력에도 임무가 배정되지 않았습니다
reason-no-datum = 아직 추정위치가 없습니다. 먼저 최종 확인 위치를 수신해야 합니다
reason-no-units = 수색에는 세력이 하나 이상 필요합니다
reason-no-area = 수색구역 가운데 이 참가반 쪽에 속하는 부분이 없습니다
