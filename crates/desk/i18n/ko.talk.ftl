# 데스크: 메시지와 조정, 한국어.

## 조정

tab-coordination = 협조·조정
