# デスク: 通報と調整、日本語。

## 調整

tab-coordination = 調整
