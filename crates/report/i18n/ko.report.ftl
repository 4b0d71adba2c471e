# Words of the after-action report.

## Headings

report-title = 사후검토보고서(AAR)
report-summary = 요약
report-chart = 해도
report-timeline = 진행 경과
report-coordination = 조정 단계별 소요 시간
report-pos = 시간에 따른 성공확률(POS)
report-units = 세력 운용
report-casualties = 인명
report-patrol = 합동순찰
report-messages = 메시지
report-plugins = 플러그인
report-assumptions = 가정과 대체 자료
report-assets = 부록: 세력 제원과 출처
report-provenance = 부록: 해시와 버전

## Header

report-time = 시간
report-scenario = 시나리오
report-cells = 참가반
report-seed = 난수 시드
report-digest = 훈련 기록 다이제스트

## Tiles

report-not-found = 미발견
report-tile-found = { $unit }이(가) 발견하기까지({ $time })
report-tile-found-none = 수색 대상을 발견하지 못함
report-tile-rescued = 생존 구조; 사망 { $dead }명, 실종 { $missing }명
report-tile-pos = 최고 성공확률(POS)
report-tile-coverage = 한 번 이상 감시한 순찰구역 비율
report-tile-dark = AIS 미발신 선박 식별
report-tile-objectives = 훈련목표 달성
report-tile-search = 세력별 수색 시간 합계
report-tile-overlap = 두 세력에 동시에 배정된 수색구역 비율

## Summary

report-objects = 수색 대상
report-object = 수색 대상
report-leeway-class = 풍압류 등급
report-persons = 인원
report-found = 발견
report-found-by = 발견 세력
report-position = 위치
report-datum-error = 추정위치 오차
report-all-on-board = 전원 구조·인양
report-objectives = 훈련목표
report-number = 번호
report-objective = 훈련목표
report-measure = 측정 기준
report-value = 값
report-required = 기준값
report-result = 결과
report-passed = 달성
report-failed = 미달
report-not-graded = 평가 안 함
report-measure-between = { $from }부터 { $to }까지 시간
report-measure-time-to-find = 첫 수색 대상 발견까지 시간
report-measure-survivors = 생존 구조된 인원 비율
report-measure-pos = 최고 성공확률(POS)
report-measure-dark = 식별한 AIS 미발신 선박 비율

## Chart

report-no-chart = 기록된 위치가 없습니다.
report-chart-alt = 세력 항적, 수색구역, 수색 대상의 실제 항적을 표시한 해도
report-map-alt = { $time } 현재 수색 상황도: 그때까지의 항적, 수색구역, 표류
report-chart-detail = 수색 상세
report-found-at = { $time } 발견
report-found-mark = 발견
report-found-name = { $object } 발견
report-last-known-position = 최종 확인 위치(LKP)
report-datum = 추정위치
report-true-track = 수색 대상의 실제 항적
report-area-mark = 수색구역과 수색선(세력별 색)

## Timeline

report-gantt-alt = 시간에 따른 세력별 활동
report-events = 사건
report-events-omitted = 수색선 통과, 신규 표적, 메시지 확인은 생략했습니다. 모든 사건은 events.jsonl에 있습니다.
report-left-out = 이후 사건 { $number }건은 생략했습니다.
report-utc = UTC
report-elapsed = 시작 후
report-event = 사건
report-known-to = 인지한 참가반
report-known-to-all = 전체
report-known-to-control = 훈련통제만
report-findings = 심판 소견
report-judge = 심판
report-score = 점수
report-finding = 소견
report-notes = 통제관·참관인의 기록
report-note = 기록
report-note-by = 작성
report-note-kind = 구분
report-note-about = 대상
report-note-objective = 훈련목표
report-note-place = 위치

## Messages

report-from = 발신
report-to = 수신
report-kind = 종류
report-text = 내용
report-read-after = 확인 소요 시간

## Coordination

report-coordination-caption = 메시지, 계획, 최초 발견, 구조를 시행 순서대로 상황부여와 함께 표시합니다.
report-since-last = 직전 단계 후
report-step = 단계
report-serial = 상황부여
report-expected = 기대 조치
report-read-by-all = 전체 확인
report-by-hand = 직접 수행
report-not-read = 미확인
report-step-plan = { $cell }의 수색계획: { $name }
report-step-found = { $unit }이(가) { $object } 발견
report-step-on-scene = { $unit }, { $object } 현장 도착

## POS

report-pos-caption = 각 참가반의 표류예측과 수색에 따른 자체 누적 계산값입니다.
report-pos-alt = 참가반별 성공확률 곡선
report-cell = 참가반
report-pos-best = 최고
report-pos-mean = 훈련 평균

## Units

report-unit = 세력
report-class = 종류
report-use-transit = 이동
report-use-searching = 수색·순찰
report-use-on-scene = 현장
report-use-holding = 대기
report-use-base = 기지
report-distance = 항주거리
report-fuel = 연료 사용
report-sorties = 출동 횟수
report-units-caption = 훈련 시간에 대한 비율이며, 연료는 만재량 대비 비율입니다.
report-search-run = 수색 계획과 실제
report-legs = 수색선 수행 / 계획
report-spacing-planned = 계획 수색선 간격
report-spacing-run = 실제 수색선 간격
report-off-track = 수색선 이탈(제곱평균제곱근)
report-search-caption = 실제 간격은 1분 간격 항적의 평행한 수색선 사이에서 측정하며, 다른 패턴에는 값이 없습니다.

## Persons

report-recovered-alive = 생존 구조
report-recovered-dead = 사망 인양
report-missing = 실종
report-alive = 종료 시 생존
report-expected-alive = 생존 기댓값
report-casualties-caption = 생존 기댓값은 개인별 우연을 반영하기 전 생존 모델의 값입니다.

## Patrol

report-coverage = 한 번 이상 감시한 구역
report-mean-revisit = 평균 재감시 시간
report-max-gap = 최장 감시 공백
report-identified = 식별한 표적
report-gap-caption = 훈련 종료 시점에 각 구역을 마지막으로 감시한 뒤 지난 시간입니다.
report-gap-alt = 순찰구역 각 부분을 마지막으로 감시한 뒤 지난 시간의 지도
report-up-to = { $time }까지
report-longer-than = { $time } 초과
report-never-watched = 감시 안 됨
report-dark-vessels = AIS 미발신 선박
report-vessel = 선박
report-first-seen = 최초 탐지
report-identified-at = 식별
report-identified-by = 식별 세력
report-time-to-identify = 식별 소요 시간

## Plugins

report-plugins-doubtful = 해시가 고정되지 않았거나 신뢰하는 키로 서명되지 않은 플러그인: { $plugins }
report-plugin-doubt = { $plugin }({ $doubts })
report-not-pinned = 고정 안 됨
report-other-than-pinned = 고정된 구성 요소와 다름
report-not-signed = 서명 없음
report-pinned = 고정된 것과 같음
report-world = 종류
report-plugin-version = 버전
report-component = 구성 요소
report-signed-by = 서명자
report-plugin = 플러그인
report-calls = 호출
report-decisions = 함정별 결정
report-plugin-fuel = 연료(명령 수)
report-peak-share = 예산 최대 사용률
report-wall = 실제 시간
report-faults = 오류
report-state = 상태
report-suspended = 사용 정지
report-plugins-caption = 연료는 실행된 WebAssembly 연산 수이며, 실제 시간은 컴퓨터에 따라 다르고 다이제스트에 포함되지 않습니다.

## Assumptions

report-assumption-model = 표류, 발견, 생존, 구조는 모델이며 한 번의 실행은 가능한 경과의 하나입니다. 계획을 평가할 때는 여러 번 실행해 비교하십시오.
report-assumption-lines = 모든 선은 훈련용 선이며 경계획정선이 아닙니다. 명칭과 구역은 경계에 관한 어떤 입장도 나타내지 않습니다.
report-assumption-exercise = 이 보고서의 모든 내용은 훈련에 관한 것입니다. 해도는 항해용으로 사용할 수 없습니다.

## Assets

report-figure = 항목
report-source = 출처
report-no-source = 출처 없음
report-degrees-a-second = { $n } °/s
report-asset-cruise-mps = 순항 속력
report-asset-max-mps = 최대 속력
report-asset-min-mps = 최소 속력
report-asset-search-mps = 수색 속력
report-asset-turn-rate-dps = 선회율
report-asset-endurance-s = 행동 지속 시간
report-asset-reserve-frac = 예비 연료
report-asset-turnaround-s = 재출동 준비 시간
report-asset-sensor-height-m = 안고 또는 수색 고도
report-asset-radar-m = 선박 레이더 탐지거리
report-asset-identify-m = 식별 거리
report-asset-link-m = 최대 통신(조종) 거리
report-asset-wind-limit-mps = 운용 한계 풍속
report-asset-survivor-capacity = 수용 인원
report-asset-recovery-s-per-person = 1인당 구조 시간

## Provenance

report-item = 항목
report-plugin-hash = 플러그인 { $plugin } SHA-256

## Charts at several times

report-series = 수색 경과도
report-series-caption = 모든 그림은 같은 해역이며, 각각 그 시각까지의 항적, 계획, 표류를 나타냅니다.
report-series-end = 훈련 종료
report-series-datum = 추정위치(datum) 공유
