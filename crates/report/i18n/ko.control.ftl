# 훈련통제의 낱말: 상황 조작, 협조, 기록.

## Levers

equipment-radar = 레이더
equipment-engine = 기관
equipment-hoist = 호이스트
equipment-camera = 카메라
equipment-radio = 무선통신기
equipment-all = 전 장비
base-place = { $at } 기지
base-deck = { $unit } 비행갑판
lever-offset = 실제 바람 { $wind } m/s({ $from }°에서), 실제 해류 { $current } m/s({ $to }° 방향) 변경
lever-offset-none = 실제 바람과 해류를 자료값으로 복원
lever-tell-forecast = { $cells }에 바람·해류 변경 통보
lever-fault = { $unit }: { $equipment } 고장
lever-fault-part = { $unit }: 기관 고장, 속력 { $share }로 제한
lever-repair = { $unit }: { $equipment } 복구
lever-cut = { $cell } 통신 두절
lever-reconnect = { $cell } 통신 복구
lever-close-port = { $base } 폐쇄
lever-open-port = { $base } 운영 재개
lever-divert = { $unit }을(를) { $base }(으)로 회항
lever-jam = { $at } 반경 { $radius } 위성항법 전파교란({ $name })
lever-end-jam = 전파교란 { $name } 종료
lever-withdraw = { $cell } 훈련 철수
lever-rejoin = { $cell } 훈련 복귀
lever-override = 상태 강제 변경: { $what } ({ $reason })
change-unit-position = { $unit } 위치 { $at }
change-fuel = { $unit } 연료 { $share }
change-lost = { $unit } 훈련 제외
change-back = { $unit } 훈련 참가
change-object-position = { $object } 위치 { $at }
change-person-waiting = { $object }의 { $person }번 인원 생존, 미구조
change-person-dead = { $object }의 { $person }번 인원 사망
change-person-recovered = { $object }의 { $person }번 인원 { $unit }에 수용
change-found = { $cell }에서 { $object }의 위치를 파악
change-not-found = { $cell }에서 { $object }의 위치를 모름
event-lever-pulled = 훈련통제: { $what }.
event-overridden = 훈련통제에서 상태를 변경했습니다: { $what } (변경 전: { $before }). 사유: { $reason }
event-contact-lost = { $unit }과(와)의 교신이 두절되었습니다.
event-contact-regained = { $unit }과(와)의 교신이 복구되었습니다.
event-find-told = { $unit }에서 보고: { $time }에 { $at }에서 { $object } 발견.
event-unit-lost = 훈련통제에서 { $unit }을(를) 훈련에서 제외했습니다.
event-unit-back = 훈련통제에서 { $unit }을(를) 훈련에 복귀시켰습니다.
event-withdrawn = { $cell }이(가) 훈련에서 철수합니다. 소속 세력은 기지로 복귀합니다.
event-rejoined = { $cell }이(가) 훈련에 복귀합니다.
event-fix-lost = { $unit }이(가) 위성측위 불능으로 추측항법을 사용합니다.
event-fix-regained = { $unit }의 위성측위가 복구되었습니다. 위치 오차 { $error }.
reason-no-answer = { $unit }이(가) 응답하지 않습니다
reason-none-answers = 응답하는 세력이 없습니다
reason-base-closed = 기지가 폐쇄되어 있습니다
reason-hoist-out = 호이스트가 고장입니다
reason-cell-withdrawn = 훈련에서 철수한 참가반입니다
reason-override-why = 상태를 강제로 변경하려면 사유가 필요합니다
reason-nothing-failed = { $unit }에 해당 고장이 없습니다
reason-not-cut = 통신이 두절된 참가반이 아닙니다
reason-not-withdrawn = 철수한 참가반이 아닙니다
reason-not-closed = 폐쇄된 항만이 아닙니다
reason-no-jam = 전파교란 { $name }이(가) 없습니다

## Coordination

kind-area-proposed = 수색구역 분담 제안
kind-area-countered = 수색구역 분담 수정안
kind-area-declined = 구역 분담 부동의
kind-entry-refused = 진입 불허
kind-entry-expired = 진입 허가 만료
kind-handover-brief = 인계·인수 점검표
kind-handover-taken = 인계·인수 완료
kind-resumption = 수색 재개
event-step-taken = { $cell }, 단계 { $number }: { $what }
event-step-known = { $cell }에서 단계 { $number } 확인: { $what }
event-airspace-entered = { $unit }이(가) 허가를 받고 { $airspace }에 진입했습니다.
event-airspace-entered-uncleared = { $unit }이(가) 허가 없이 { $airspace }에 진입했습니다.
reason-only-smc = SMC만 할 수 있습니다
reason-smc-hands-over = SMC는 { $cell }이며, 인계를 거쳐야 합니다
reason-step-nobody = 하나 이상의 다른 참가반에 통보해야 합니다
reason-no-own-datum = 이 참가반에 그 수색 대상의 추정위치가 없습니다
reason-no-told-datum = 그 수색 대상의 추정위치를 통보받지 못했습니다
reason-two-sides = 구역은 두 참가반이 나누어야 합니다
reason-own-plans = 이 참가반이 아는 계획만 제안에 넣을 수 있습니다
reason-no-proposal = 답변을 기다리는 그런 제안이 없습니다
reason-no-request = 답변을 기다리는 그런 요청이 없습니다
reason-entry-aircraft = 진입 요청은 이 참가반의 항공기에 대해서만 할 수 있습니다
reason-entry-past = 진입 종료 시각이 지났습니다
reason-no-hand-over = 진행 중인 인계·인수가 없습니다
reason-not-holder = 임무를 맡은 참가반만 인계할 수 있습니다
reason-not-suspended = 수색이 중지된 상태가 아닙니다
reason-nothing-agreed = 이 참가반의 몫을 정한 구역 분담 합의가 없습니다

## Notes

event-note-good = { $cell } 평가 기록(잘된 점, { $time }): { $text }{ $more }
event-note-issue = { $cell } 평가 기록(문제점, { $time }): { $text }{ $more }
event-note-question = { $cell } 평가 기록(질문, { $time }): { $text }{ $more }
event-note-remark = { $cell } 기록({ $time }): { $text }{ $more }
note-good = 잘된 점
note-issue = 문제점
note-question = 질문
note-remark = 기록
reason-note-own = 자기 기록만 한 번 수정할 수 있습니다
reason-note-future = 기록은 지난 일에 대해서만 할 수 있습니다
