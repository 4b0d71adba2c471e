# SAREX 화면의 표시. 용어는 용어집을 따르며, 공용 낱말은 crates/report/i18n 에 있다.

## Top bar
run = 진행
pause = 일시정지
step = 한 단계 진행
seconds = { $n }초
rate = 배속
achieved = 실제 { $rate }배
next-event = 다음 상황
view-as = 시점
language = 언어
palette = 색상 모드
palette-day = 주간
palette-dusk = 박명
palette-night = 야간
scenario = 시나리오
open-scenario = 열기…
report = 보고서
report-hint = 사후검토보고서(AAR) 작성
replay = 재생
live = 진행 중
ended = 훈련 종료
of-length = / { $length }
utc-hint = 훈련의 협정세계시(UTC)
elapsed-hint = 훈련 개시 후 경과 시간

## Units
units = 세력
no-units = 파악된 세력이 없습니다.
leg = 수색선
fuel = 연료
fallback = 기본 행동
age = { $age } 전
own = 자체
partner = 협력
contacts = 표적
contacts-count = 표적 { $n }, AIS 미발신 { $dark }

## Inspector
inspector = 선택 대상
nothing-selected = 해도의 기호나 목록의 세력을 누르십시오.
class = 종류
nation = 국적
asset = 장비
behaviour = 행동 플러그인
position = 위치
course = 침로
speed = 속력
activity = 활동
order = 명령
reported = 보고 시각
endurance-left = 남은 행동시간
on-board = 승선인원
follow = 따라가기
centre = 가운데로
performance = 성능
source = 출처
source-unknown = 출처 없음
assumed = 가정
yes = 예
no = 아니요
unlimited = 제한 없음
none = 없음
cruise = 이동 속력
max-speed = 최대 속력
min-speed = 최저 속력
search-speed = 수색 속력
turn-rate = 선회율
acceleration = 가속도
endurance = 행동시간
reserve = 예비 연료
turnaround = 재출동 준비
sensor-height = 탐지기 높이
radar = 레이더 거리
ais-receiver = AIS 수신기
identify = 식별 거리
link-range = 통제 통신 거리
wind-limit = 풍속 한계
capacity = 구조 수용인원
recovery = 1명 인양 시간
hovers = 제자리 비행·정지
track = 항적
name = 이름
kind = 종류
ais = AIS
identified = 식별
dark = AIS 미발신 선박
found-at = 발견
found-by = 발견 세력
persons-left = 남은 인원
recovered = 생존 구조
recovered-dead = 사망 인양
datum = 추정위치
radius-50 = 50 % 원
radius-95 = 95 % 원
drift = 표류
elements = 요소
pos = 성공확률(POS)
alive = 생존
stranded = 해안 표착
estimate-of = 표류예측: { $object }
truth = 실제 상태
truth-hint = 훈련통제, 참관인, 진행자만 볼 수 있습니다.

## Menu on the chart
go-here = 이 위치로 이동
hold = 현 위치 대기
return-to-base = 기지 복귀
investigate = { $track } 확인
recover = { $object } 인원 구조
range-bearing = { $range}  { $bearing }
measure-from-here = 여기서 거리 재기
centre-here = 여기를 가운데로
select-first = 명령하려면 자체 세력을 선택하십시오.

## Tabs
messages = 메시지
events = 경과
plans = 수색계획
control = 훈련통제
plugins = 플러그인

## Messages
no-messages = 메시지가 없습니다.
from-to = { $from } → { $to }
unread = 전송 중
read-at = { $time } 확인
compose = 새 메시지
to = 수신
write-here = 자국어로 쓰십시오
send = 보내기
reply = 회신

## Events
filter = 필터
no-events = 아직 경과가 없습니다.
show-routine = 일상 경과

## Plans
no-plans = 수색계획이 없습니다.
plan-search = 수색계획 작성
pattern = 수색 패턴
search-object = 수색 대상
spacing = 수색선 간격
spacing-auto = 계획기가 선택
area = 수색구역
area-estimate = 표류예측 주위
area-window = 해도에 보이는 범위
split = 분담
split-none = 전체 구역
split-north = 북쪽 절반
split-south = 남쪽 절반
split-east = 동쪽 절반
split-west = 서쪽 절반
share-plan = 협력 기관에 통보
plan-and-send = 계획하고 출동
plan-needs = 패턴, 대상, 하나 이상의 세력을 고르십시오.
plan-no-plugin = 수색 패턴 플러그인이 없습니다.
legs-done = 수색선 { $n } / { $of }

## Control
exercise-list = 상황부여 목록
default-procedure = 기본 절차
due = 예정 { $time }
done-at = { $time }
state-planned = 예정
state-held = 보류
state-done = 실시
state-skipped = 생략
fire = 실시
hold-serial = 보류
expect = 기대 조치
environment = 기상과 해상
visibility = 시정
wave-height = 파고
apply = 적용
note = 기록
note-hint = 시각이 찍히는 기록
add-note = 기록 추가
objectives = 훈련목표
end-exercise = 훈련 종료
end-confirm = 정말 종료합니까?
control-only = 훈련통제만 할 수 있습니다.

## Plugins
calls = 호출
ships = 선박
plugin-fuel = 연산량
peak = 한도 대비 최대
wall-time = 시간
faults = 오류
suspended = 중지됨
unusable = 사용 불가
running-well = 정상
reinstate = 복귀
no-plugins = 사용 중인 플러그인이 없습니다.

## Status bar
cursor = 커서
from-selected = { $name } 기준
wind = 바람
current = 해류
sea = 해상
measure = 거리 재기
measure-hint = 첫 지점을 누르십시오
zoom-in = 확대
zoom-out = 축소
fit = 전체 보기

## Notices
link-gone = 훈련이 응답하지 않습니다: 멈추었거나 대기열이 가득 찼습니다.
report-written = 보고서 작성: { $file }
scenario-open = 열림: { $name }
