# 데스크: 정보 공유, 평가 기록, 차트 도구, 한국어.

## 정보 공유

tab-sharing = 정보 공유

## 평가 기록

tab-notes = 평가 기록

## 차트 도구

draw = 차트에 그리기 (D)
draw-hint = 누르기: 점 추가, 끌기: 점 이동, Backspace: 마지막 점 삭제. 그린 것은 양식에서 쓸 수 있습니다.
area-of = { $cell } 책임 구역
division-agreed = 합의된 구역 분할
division-proposed = { $cell } 분할 제안
jam-name = 위성항법 사용 불가: { $name }

## 제공 규칙, 미리 보기, 제공 내역

share-page-rules = 제공 규칙
share-page-preview = 미리 보기
share-page-ledger = 제공 내역
share-teller = 정보 제공 기관
share-nobody = 정보를 제공할 협력 기관이 없습니다.
share-any = 전체
share-legend = ● 상시   ○ 통보할 때   × 제공하지 않음   * 일부 세력·구역은 다름
share-late = { $release }, { $delay } 지연
share-holds = { $kind } → { $to }: { $release }
share-by-rule = 규칙 { $rule }
share-by-default = 기본값
share-narrower = 일부 세력·구역에 먼저 적용되는 규칙: { $n }개
share-drop-rule = 규칙 { $rule } 폐지
share-other = 기타…
share-order = 먼저 해당하는 규칙이 적용됩니다. 새로 설정하거나 다시 설정한 규칙이 맨 앞에 옵니다.
share-default = 규칙이 없을 때: AIS를 송신하는 세력의 위치는 상시 공개되고, 그 밖의 정보는 통보할 때 제공됩니다.
share-scope = { $kinds } → { $to }
share-scope-units = { $units }: { $kinds } → { $to }
share-corners = 꼭짓점 { $n }개 구역
share-idle = 적용되지 않음: 앞선 규칙이 모두 정하고 있습니다.
share-more = { $n }개 더 보기
share-drop = 이 규칙 폐지
share-first = 맨 앞으로
share-change = 이 규칙 변경
share-new-rule = 새 규칙
share-change-rule = 규칙 { $rule } 변경
share-kinds = 정보
share-to = 협력 기관
share-units = 자체 세력
share-area = 구역
share-everywhere = 전 구역
share-from-chart = 해도에서 가져오기: { $n }점
share-draw = 구역 그리기
share-to-chart = 해도에서 수정
share-clear = 지우기
share-release = 제공 여부
share-after = 지연
share-minutes = 분
share-id = 식별자
share-put = 적용
share-try = 미리 보기
share-try-hint = 이 규칙을 적용하면 각 기관이 무엇을 받게 되는지 미리 확인
share-as = 받는 기관
share-trying = 미적용: { $rule }
share-in-force = 현행 규칙
share-all-kinds = 모든 정보
share-nothing = 제공할 수 있는 정보가 없습니다.
share-wait = 미리 보기를 준비하고 있습니다…
share-frozen = 훈련통제에서 상황화면을 고정하여 미리 볼 수 없습니다.
share-left-out = 제외된 세력: { $n }
share-told = 이미 제공함
share-tell-hint = 항목을 누르면 바로 제공할 수 있습니다.
share-tell = 지금 제공
share-all-partners = 모든 기관
share-no-ledger = 제공한 정보가 없습니다.
share-ledger-last = 최근 { $n }건입니다. 전체는 "sarex share ledger"로 볼 수 있습니다.
share-times = { $time }까지 { $n }회
share-age = { $age } 전 정보

## 평가 기록 작성

notes-keys = G, I, Q 키를 누르면 화면 어디서나 기록됩니다. 시각과 선택 대상의 위치·소속 기관이 함께 남습니다.
notes-new = 새 기록
notes-completing = 기록 보완
notes-complete = 보완
notes-text = 관찰한 내용 (언어 무관)
notes-time = 시각
notes-earlier = 이전 시각
notes-place = 위치
notes-no-place = 위치 없음
notes-place-selected = 선택 대상의 위치
notes-place-drawn = 해도에서
notes-cell = 기관
notes-objective = 훈련 목표
notes-save = 저장
notes-discard = 취소
notes-all = 전체
notes-own = 내 기록만
notes-none = 기록이 없습니다.
notes-more = 이전 기록
notes-written = { $time } 작성
note-taken = 기록함: { $kind }, { $time }

## 재생에서 이어 가기

branch-here = 여기서부터 진행
branch-hint = 이 시각부터 같은 표류와 난수로 실제 훈련처럼 이어 갑니다. 새 기록 파일에 남으며, 이 기록은 그대로 보존됩니다.
branch-over = 이 시각에는 훈련이 끝났습니다. 앞 시각으로 이동하십시오.
branch-live = { $time }부터 진행 중, 새 기록 파일: { $file }
live-branch = 진행 중(분기)

## 사후검토보고서

report-html = HTML, 세 언어를 한 파일에
report-pdf = PDF, { $language }
report-pdf-all = PDF, 세 언어 각각
report-writing = 보고서를 작성하고 있습니다…
report-busy = 보고서를 이미 작성하고 있습니다.
