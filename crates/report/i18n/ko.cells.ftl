# Cells and sharing: roles, rights, frozen pictures, exercise lines, release rules, who was told what.

## Roles and rights

role-sru = 수색구조세력(SRU)
right-order-units = 소속 세력 지시
right-send-messages = 메시지 송신
right-plan-searches = 수색계획 수립
right-write-notes = 기록 작성
right-share-information = 정보 제공
right-coordinate = 타 기관과의 조정
right-fire-injects = 상황부여 진행
right-change-environment = 기상·통신 조건 변경
right-pull-levers = 통제 조치 시행
right-override = 모든 반의 권한 대행
right-move-lines = 훈련용 선 이동
right-freeze = 상황화면 고정
right-manage-plugins = 플러그인 관리
right-end-exercise = 훈련 종료
right-see-truth = 실제 상황 열람

## Kinds of information, and their release

information-positions = 위치
information-fuel = 잔여 연료
information-tracks = 표적
information-datum = 추정위치
information-plans = 수색계획
information-found = 발견 정보
release-withhold = 제공하지 않음
release-when-told = 통보할 때 제공
release-always = 상시 제공
shared-item-position = { $name }의 위치
shared-item-fuel = { $name }의 잔여 연료
shared-item-track = 표적 { $number }
shared-item-datum = { $name }의 추정위치
shared-item-plan = 수색계획 { $number }
shared-item-found = { $name } 발견 정보
how-feed = 상시 제공
how-message = 메시지 { $number }
how-plan = 공유한 계획
how-hand = 직접 제공

## Events

event-picture-frozen = 훈련통제에서 { $cell }의 상황화면을 고정했습니다.
event-picture-thawed = 훈련통제에서 { $cell }의 상황화면 고정을 해제했습니다.
event-line-moved = 훈련통제에서 훈련용 선 { $line }을(를) 옮겼습니다(경계선 아님). 사유: { $reason }
event-rule-put = { $cell }에서 정보 제공 규칙 { $rule }을(를) 설정했습니다.
event-rule-dropped = { $cell }에서 정보 제공 규칙 { $rule }을(를) 폐지했습니다.
event-told = { $from }에서 { $to }에 정보를 제공했습니다: { $item }
event-withheld = { $from }의 정보 제공 규칙 { $rule }에 따라 { $to }에 제공하지 않았습니다: { $item }

## Reasons

reason-no-right = { $cell }에는 "{ $right }" 권한이 없습니다
reason-frozen-already = 이미 상황화면이 고정되어 있습니다
reason-not-frozen = 상황화면이 고정되어 있지 않습니다
reason-shares-own = 자기 정보만 제공할 수 있습니다
reason-not-known-itself = 해당 정보를 아직 보유하고 있지 않습니다
reason-rule-withholds = 정보 제공 규칙 "{ $rule }"에 따라 { $cell }에는 제공할 수 없습니다
reason-no-such-rule = 정보 제공 규칙 "{ $rule }"이(가) 없습니다
reason-tell-nobody = 정보를 받을 다른 기관을 하나 이상 지정하십시오
