# デスク: 情報共有、評価記録、海図の道具、日本語。

## 情報共有

tab-sharing = 情報共有

## 評価記録

tab-notes = 評価記録

## 海図の道具

draw = 海図に描く (D)
draw-hint = クリック: 点を追加、ドラッグ: 点を移動、Backspace: 最後の点を削除。描いたものは各様式で使えます。
area-of = { $cell } 担当区域
division-agreed = 合意された区域分担
division-proposed = { $cell } の分担案
jam-name = 衛星測位使用不可: { $name }
