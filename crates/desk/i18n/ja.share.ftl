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

## 提供規則、事前確認、提供記録

share-page-rules = 提供規則
share-page-preview = 事前確認
share-page-ledger = 提供記録
share-teller = 情報の提供元
share-nobody = 情報を提供する相手機関がありません。
share-any = すべて
share-legend = ● 常時   ○ 通報時   × 提供しない   * 一部の勢力・区域は別
share-late = { $release }、{ $delay }遅れ
share-holds = { $kind } → { $to }：{ $release }
share-by-rule = 規則 { $rule }
share-by-default = 既定
share-narrower = 一部の勢力・区域に先に適用される規則：{ $n }件
share-drop-rule = 規則 { $rule } を廃止
share-other = その他…
share-order = 最初に当てはまる規則が適用されます。設定した規則、設定し直した規則は先頭になります。
share-default = 規則がない場合：AISを送信する勢力の位置は常に見え、その他は通報したときに提供されます。
share-scope = { $kinds } → { $to }
share-scope-units = { $units }：{ $kinds } → { $to }
share-corners = 頂点{ $n }の区域
share-idle = 適用されません：前の規則がすべて定めています。
share-more = あと{ $n }件を表示
share-drop = この規則を廃止
share-first = 先頭にする
share-change = この規則を変更
share-new-rule = 新しい規則
share-change-rule = 規則 { $rule } の変更
share-kinds = 情報
share-to = 相手機関
share-units = 自勢力
share-area = 区域
share-everywhere = 全域
share-from-chart = 海図から：{ $n }点
share-draw = 区域を描く
share-to-chart = 海図上で修正
share-clear = 消去
share-release = 提供の可否
share-after = 遅延
share-minutes = 分
share-id = 識別名
share-put = 適用
share-try = 事前確認
share-try-hint = この規則を適用した場合に各機関が受け取る内容を事前に確認
share-as = 受け取る機関
share-trying = 未適用：{ $rule }
share-in-force = 現行の規則
share-all-kinds = すべての情報
share-nothing = 提供できる情報がありません。
share-wait = 事前確認を準備しています…
share-frozen = 訓練統制が状況表示を固定しているため、事前確認はできません。
share-left-out = 除外された勢力：{ $n }
share-told = 提供済み
share-tell-hint = 項目を選ぶとすぐに提供できます。
share-tell = 今すぐ提供
share-all-partners = すべての機関
share-no-ledger = 提供した情報はまだありません。
share-ledger-last = 最新の{ $n }件です。すべては「sarex share ledger」で確認できます。
share-times = { $time }まで{ $n }回
share-age = { $age }前の情報

## 評価記録の作成

notes-keys = G・I・Qキーでどの画面からでも記録できます。時刻と、選択中の対象の位置・所属機関が残ります。
notes-new = 新しい記録
notes-completing = 記録の補足
notes-complete = 補足
notes-text = 観察した内容（言語は自由）
notes-time = 時刻
notes-earlier = 過去の時刻
notes-place = 位置
notes-no-place = 位置なし
notes-place-selected = 選択対象の位置
notes-place-drawn = 海図から
notes-cell = 機関
notes-objective = 訓練目標
notes-save = 保存
notes-discard = 取消
notes-all = すべて
notes-own = 自分の記録のみ
notes-none = 記録はまだありません。
notes-more = 以前の記録
notes-written = { $time }記入
note-taken = 記録しました：{ $kind }、{ $time }

## 再生から続ける

branch-here = ここから続ける
branch-hint = この時刻から同じ漂流・乱数で訓練を続けます。新しい記録ファイルに残り、この記録はそのまま保存されます。
branch-over = この時刻では訓練が終了しています。前の時刻に戻してください。
branch-live = { $time }から進行中、新しい記録ファイル：{ $file }
live-branch = 進行中（分岐）

## 事後検討報告書

report-html = HTML、3言語を1ファイルに
report-pdf = PDF、{ $language }
report-pdf-all = PDF、3言語を各1ファイル
report-writing = 報告書を作成しています…
report-busy = 報告書は作成中です。
