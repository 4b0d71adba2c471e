# 반복 실행 보고서의 말: 몇 가지 방안을 여러 번 실행해 비교.

## Headings

campaign-title = 반복 실행 보고서: 여러 번 실행해 비교한 계획 방안
campaign-says = 실행 결과
campaign-varied = 바꾼 조건
campaign-factors = 인자
campaign-draws = 시드마다 추출한 값
campaign-curves = 시간에 따른 성공 비율
campaign-measures-heading = 방안별 측정값
campaign-differences = 기준 방안과의 대응 차이
campaign-places = 방안별 순위
campaign-tournament = 경연
campaign-distributions = 실행별 값의 분포
campaign-influence = 결과에 영향을 주는 요인
campaign-extremes = 가장 좋은 실행과 가장 나쁜 실행
campaign-best = 가장 좋은 실행
campaign-worst = 가장 나쁜 실행
campaign-failures = 결과가 없는 실행
campaign-reading = 값을 읽는 방법

## Header

campaign-reference = 기준 방안
campaign-variants = 방안 수
campaign-variant = 방안
campaign-seeds = 난수 시드
campaign-runs = 실행 수
campaign-run = 실행
campaign-length = 훈련 시간
campaign-measures = 측정 항목(중요한 순서)
campaign-confidence = 구간의 신뢰수준
campaign-digest = 반복 실행 다이제스트
campaign-range = { $from } ~ { $to }
campaign-of = { $done } / { $wanted }
campaign-tile = { $measure }: { $variant }({ $interval })
campaign-incomplete = 실행 { $wanted }회 가운데 { $done }회만 끝났습니다. 값이 아직 바뀔 수 있습니다.
campaign-some-failed = 실패한 실행: { $number }회. 어떤 값에도 들어 있지 않습니다. 결과가 없는 실행 목록을 보십시오.
campaign-no-figures = 값이 없습니다.

## What the runs say

campaign-better = 더 나음
campaign-worse = 더 나쁨
campaign-not-shown = 차이가 확인되지 않음
campaign-says-finds-more = { $variant }은(는) { $reference }보다 발견하는 실행이 { $amount } 더 많습니다({ $confidence } 구간 { $interval }, 실행 { $pairs }쌍): { $verdict }.
campaign-says-finds-less = { $variant }은(는) { $reference }보다 발견하는 실행이 { $amount } 더 적습니다({ $confidence } 구간 { $interval }, 실행 { $pairs }쌍): { $verdict }.
campaign-says-runs-more = { $measure }: { $variant }이(가) { $reference }보다 해당 실행이 { $amount } 더 많습니다({ $confidence } 구간 { $interval }, 실행 { $pairs }쌍): { $verdict }.
campaign-says-runs-less = { $measure }: { $variant }이(가) { $reference }보다 해당 실행이 { $amount } 더 적습니다({ $confidence } 구간 { $interval }, 실행 { $pairs }쌍): { $verdict }.
campaign-says-time-more = { $measure }: { $variant }이(가) { $reference }보다 { $amount } 더 깁니다({ $confidence } 구간 { $interval }, 실행 { $pairs }쌍): { $verdict }.
campaign-says-time-less = { $measure }: { $variant }이(가) { $reference }보다 { $amount } 더 짧습니다({ $confidence } 구간 { $interval }, 실행 { $pairs }쌍): { $verdict }.
campaign-says-figure-more = { $measure }: { $variant }이(가) { $reference }보다 { $amount } 더 큽니다({ $confidence } 구간 { $interval }, 실행 { $pairs }쌍): { $verdict }.
campaign-says-figure-less = { $measure }: { $variant }이(가) { $reference }보다 { $amount } 더 작습니다({ $confidence } 구간 { $interval }, 실행 { $pairs }쌍): { $verdict }.
campaign-says-none = { $measure }: { $variant }과(와) { $reference } 사이에 { $verdict }(차이 { $amount }, { $confidence } 구간 { $interval }, 실행 { $pairs }쌍).
campaign-says-too-few = { $measure }: { $variant }과(와) { $reference }의 실행이 두 쌍 미만이어서 말할 수 있는 것이 없습니다.
campaign-says-alone = { $measure }: { $variant } { $value }({ $confidence } 구간 { $interval }, 실행 { $runs }회).
campaign-says-nothing = { $measure }: { $variant }에는 값이 있는 실행이 없습니다.
campaign-says-together = 한 측정 항목의 비교 { $number }건은 함께 { $confidence }에서 성립합니다. 각 구간은 { $each } 구간입니다.
campaign-more-sentences = 나머지 문장 { $number }개는 여기서 생략합니다. 차이 표에 모두 있습니다.

## Tables

campaign-name-reference = { $variant }(기준)
campaign-key = 키
campaign-settings = 설정
campaign-factor = 인자
campaign-levels = 수준
campaign-law = 분포
campaign-draws-caption = 같은 시드에서는 모든 방안이 같은 값을 받습니다.
campaign-share = 실행 비율
campaign-mean = 평균
campaign-restricted-mean = 평균(한도 적용)
campaign-median = 중앙값
campaign-interval = 구간
campaign-no-interval = 구간 없음
campaign-not-reached = 도달하지 않음
campaign-by = { $time }까지
campaign-difference = 차이
campaign-pairs = 쌍
campaign-shown = 판정
campaign-too-few = 두 쌍 미만
campaign-place = 순위
campaign-differs-from = 차이가 확인된 방안
campaign-author = 작성자
campaign-input = 바꾸거나 추출한 것
campaign-explained = 설명하는 분산
campaign-direction = 방향
campaign-groups = 수준 또는 구간 수
campaign-no-order = 순서 없음
campaign-rises = 커질수록 { $measure } 증가
campaign-falls = 커질수록 { $measure } 감소
campaign-no-direction = 방향이 확인되지 않음
campaign-why = 선택 기준
campaign-command = 명령
campaign-recording = 훈련 기록
campaign-why-failed = 결과가 없는 까닭
campaign-more-failures = 나머지 실행 { $number }회는 여기서 생략합니다.
campaign-points = { $n }%p
campaign-unit-points = %p
campaign-unit-percent = %
campaign-unit-nm = 해리
campaign-unit-km = km
campaign-unit-hours = 시간
campaign-never = 없음

## Captions

campaign-curves-alt = 방안별로 시간에 따른 실행 비율과 구간을 그린 곡선: { $measure }
campaign-curves-caption = 시작부터 각 시각까지의 전체 실행에 대한 비율. 띠는 각 시각 하나하나의 { $confidence } 구간입니다.
campaign-curves-more = 그림은 방안 { $all }개 가운데 처음 { $shown }개를 보이고, 표는 모두를 보입니다.
campaign-measures-caption = 값 하나하나의 { $confidence } 구간. ‘평균(한도 적용)’: 일어나지 않은 실행은 훈련 시간 전체로 셉니다.
campaign-forest-alt = { $reference }에 대한 방안별 차이와 구간: { $measure }
campaign-differences-text = 같은 시드의 실행끼리 각 방안에서 { $reference }을(를) 뺀 값. 채운 마름모는 확인된 차이, 빈 원은 확인되지 않은 차이이며 색을 입힌 쪽이 더 나은 쪽입니다.
campaign-differences-caption-one = { $confidence } 구간.
campaign-differences-caption = 한 측정 항목의 비교 { $number }건은 함께 { $confidence }에서 성립합니다(본페로니). 각 구간은 { $each } 구간입니다. 서로 다른 측정 항목 사이에는 보정하지 않으며, 첫째 항목이 가장 중요합니다.
campaign-places-caption = 첫째 측정 항목으로 모든 방안을 둘씩 비교했습니다. 순위는 함께 { $confidence }에서 성립합니다(본페로니). 순위가 겹치는 방안은 차이가 확인되지 않은 것이며, 같다는 뜻이 아닙니다.
campaign-blind = 비공개 경연: 모든 출품을 같은 시드로 실행했고, 누구의 것인지는 봉인되어 있습니다. 작성자는 해시로 자기 출품을 알아볼 수 있습니다.
campaign-open = 모든 출품을 같은 시드로 실행했습니다.
campaign-distributions-caption = 막대 높이: 그 방안의 실행 비율. 굵은 선: 실행의 가운데 절반, 가는 선: 중앙값. ‘없음’: 일어나지 않은 실행.
campaign-histogram-alt = 방안별 실행의 히스토그램: { $measure }
campaign-influence-text = 모든 방안에 걸쳐 각 요인이 홀로 설명하는 실행 간 분산의 비율.
campaign-influence-alt = 각 요인이 설명하는 분산의 비율과 구간을 그린 막대: { $measure }
campaign-influence-caption = 짙은 막대는 정한 것, 옅은 막대는 추출한 것입니다. 화살표: 요인이 커지면 측정값이 커지거나 작아집니다. 나머지 분산은 실행 안의 우연과 요인이 함께일 때만 내는 효과입니다.
campaign-extremes-caption = 결과를 보고 고른 실행 하나씩입니다. 일어날 수 있는 일을 보일 뿐 일어날 법한 일을 보이지 않습니다.
campaign-failures-caption = 이 실행들은 어떤 값에도 들어 있지 않고 그 쌍도 제외했습니다. 수색을 어렵게 하는 까닭으로 실패했다면 값이 실제보다 좋게 나옵니다.
campaign-sources = 방법: 윌슨 1927(비율), 뉴컴 1998 방법 10(비율의 대응 차이), 스튜던트 1908(평균), 순서통계량(중앙값), 본페로니(여러 비교), 시드를 재추출한 상관비(영향).

## How to read

campaign-reading-interval = 구간: 이와 같은 반복 실행의 { $confidence }에서 참값을 포함하는 규칙으로 만들었습니다. 참값은 같은 모델을 끝없이 실행했을 때의 값입니다.
campaign-reading-paired = 대응: 모든 방안을 같은 시드, 곧 같은 표류, 같은 기상 오차, 같은 우연으로 실행했으므로 차이는 방안에서 옵니다. 한쪽에 없는 시드는 쌍에서 제외합니다.
campaign-reading-not-shown = ‘차이가 확인되지 않음’은 구간이 0을 포함한다는 뜻입니다. 방안이 같다는 뜻이 아닙니다. 얼마나 큰 차이가 아직 있을 수 있는지는 구간이 말합니다. 실행이 늘면 구간이 좁아집니다.
campaign-reading-many = 여러 방안을 비교할 때는 모두 함께 성립하도록 구간을 넓힙니다. 측정 항목을 많이 보면 그 가운데 하나는 우연히 다르게 나옵니다. 무엇으로 정할지 미리 정하십시오.
campaign-reading-curve = 성공 곡선의 띠는 각 시각에서만 성립하며 곡선 전체에 한꺼번에 성립하지 않습니다. 두 곡선이 다른지는 띠의 겹침이 아니라 대응 차이로 판단합니다.
campaign-reading-cut = 모든 실행을 같은 시간 동안 보았으므로 곡선은 실행의 비율 그대로입니다(카플란-마이어 추정과 같습니다). 발견하지 못한 실행은 미발견으로 세고 평균 시간에서는 전체 시간으로 셉니다.
campaign-reading-median = 중앙값의 구간은 두 실행 사이이며 어떤 분포에서도 성립합니다.
campaign-reading-influence = 설명하는 분산: 실행 간 차이 가운데 한 요인만으로 따라 변하는 비율(1차 지수). 구간은 시드를 다시 추출해 구한 근삿값입니다. 여기서 시험한 범위 안에서 요인의 순서를 매기며 다른 범위에 대해서는 말하지 않습니다.
campaign-reading-extremes = 가장 좋은 실행과 가장 나쁜 실행은 많은 실행 가운데 극단이며 예측이 아닙니다.
campaign-reading-model = 이 모두는 표류, 발견, 생존의 모델이며 바다가 아닙니다. 구간은 모델 안의 우연을 말할 뿐 모델이 현실에서 얼마나 벗어나는지 말하지 않습니다.

## Measures

campaign-measure-found = 수색 대상 발견
campaign-measure-time-to-find = 발견까지 걸린 시간
campaign-measure-time-to-rescue = 전원 구조·인양까지 걸린 시간
campaign-measure-survivors = 생존 구조 인원 비율
campaign-measure-expected-survivors = 예상 생존 인원 비율
campaign-measure-recovered-alive = 생존 구조 인원
campaign-measure-dead = 사망 인원
campaign-measure-pos = 최고 성공확률(POS)
campaign-measure-datum-error = 추정위치 오차
campaign-measure-datum-shared = 추정위치 공유까지 걸린 시간
campaign-measure-on-task = 첫 세력이 수색하기까지 걸린 시간
campaign-measure-searched = 수색구역 가운데 수색한 비율
campaign-measure-double-searched = 두 세력에 동시에 배정된 수색구역 비율
campaign-measure-search-hours = 세력별 수색 시간 합계
campaign-measure-distance-run = 전 세력 항해 거리
campaign-measure-objectives = 달성한 훈련목표 비율
campaign-measure-coverage = 한 번 이상 감시한 순찰구역 비율
campaign-measure-dark-identified = 식별한 AIS 미발신 선박 비율
campaign-measure-revisit = 평균 재방문 시간
campaign-measure-plugin-faults = 플러그인 오류
