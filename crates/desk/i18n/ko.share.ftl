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
