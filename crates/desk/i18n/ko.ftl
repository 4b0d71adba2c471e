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
contacts-count = 표적 { $n }, AIS 미발신 { $dark }

## Inspector
inspector = 선택 대상
nothing-selected = 해도의 기호나 목록의 세력을 누르십시오.
class = 종류
nation = 국적
asset = 장비
behaviour = 행동 플러그인
behaviour-hint = 다음 초부터 다른 플러그인이 이 세력을 조종하며, 명령을 처음부터 다시 수행합니다.
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
settings-of = { $plugin } 설정
setting-auto = 플러그인이 선택
setting-reset = 기본값으로
setting-range = { $min } ~ { $max }
setting-default = 기본값 { $value }
setting-no-default = 값을 주지 않으면 플러그인이 선택

## Control
default-procedure = 기본 절차
fire = 실시
hold-serial = 보류
expect = 기대 조치
environment = 기상과 해상
visibility = 시정
wave-height = 파고
apply = 적용
note = 기록
objectives = 훈련목표
end-exercise = 훈련 종료
end-confirm = 정말 종료합니까?

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
last-fault = 최근 오류
fuel-a-ship = 선박당 연산량
fuel-a-plan = 계획당 연산량
fuel-a-look = 탐지당 연산량
fuel-a-verdict = 판정당 연산량
looks = 탐지
used-of = { $used } / { $of }
share-of-pace = { $rate }배속에서 { $share }
wall-time-hint = 지금까지 걸린 시간, 그리고 이 배속으로 진행할 때 실제 시간에서 차지하는 몫
pinned = 고정됨
not-pinned = 고정 안 됨
signed-by = 서명: { $signer }
not-signed = 서명 없음
reload = 다시 읽기
reload-hint = 파일을 다시 읽습니다. 선박의 상태는 유지됩니다
logged = 기록 ({ $n })
world-vessel-behaviour = 선박 행동
world-search-pattern = 수색 패턴
world-sensor-model = 탐지 모델
world-exercise-judge = 훈련 판정

## Script editor
script = 스크립트
script-hint = 수색 패턴을 직접 작성
script-id = 식별자
script-id-hint = 플러그인 폴더 이름: 영문 소문자, 숫자, 하이픈. 첫 글자는 영문자
script-new = 새로
script-check = 검사
script-check-hint = 한도 안에서 읽어 규약을 시험합니다
script-try = 시험
script-try-hint = 현재 과제의 수색선을 해도에 그립니다. 명령은 내리지 않습니다
script-try-patterns = 수색 패턴만 그릴 수 있습니다.
script-use = 사용
script-use-hint = 검사한 뒤 플러그인으로 저장하고 계획 양식에 올립니다
script-busy = 처리 중…
script-untried = 스크립트를 검사하거나 해도에서 시험하십시오.
script-changed = 그 뒤 내용이 바뀌었습니다.
script-good = 문제가 없습니다.
script-line = { $n }행
script-preview = 미리보기, 명령 아님
script-kept = 스크립트를 플러그인 { $id }(으)로 저장했습니다.
workshop-gone = 여기서는 스크립트를 실행할 수 없습니다.
square-miles = { $n }제곱해리
script-task = 과제
script-task-present = 현재 과제
script-task-sample = 예제 과제
script-pattern = 수색 패턴
script-units = 세력
script-legs = 수색선 수
script-track = 수색 거리
script-time = 수색 시간
script-endurance = 행동시간 대비
script-spacing = 수색선 간격
script-area = 면적
script-coverage = 포괄도
script-pod = 탐지확률(POD)
script-pos = 성공확률(POS)
script-score = 점수
script-fuel = 한도 대비 연산량
script-note = 비고

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
