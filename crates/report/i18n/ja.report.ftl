# Words of the after-action report.

## Headings

report-title = 事後検証報告書（AAR）
report-summary = 要約
report-chart = 海図
report-timeline = 経過
report-coordination = 調整段階ごとの所要時間
report-pos = 成功確率（POS）の推移
report-units = 勢力の運用
report-casualties = 人命
report-patrol = 共同パトロール
report-messages = メッセージ
report-plugins = プラグイン
report-assumptions = 仮定と代用データ
report-assets = 付録：勢力の諸元と出典
report-provenance = 付録：ハッシュとバージョン

## Header

report-time = 時間
report-scenario = シナリオ
report-cells = 参加班
report-seed = 乱数シード
report-digest = 訓練記録のダイジェスト

## Tiles

report-not-found = 未発見
report-tile-found = { $unit }による発見まで（{ $time }）
report-tile-found-none = 捜索対象は発見されなかった
report-tile-rescued = 生存救助、死亡{ $dead }名、行方不明{ $missing }名
report-tile-pos = 成功確率（POS）の最高値
report-tile-coverage = 一度以上監視したパトロール区域の割合
report-tile-dark = AIS不発信船の識別
report-tile-objectives = 訓練目標の達成
report-tile-search = 勢力の捜索時間合計
report-tile-overlap = 二つの勢力に同時に割り当てた捜索区域の割合

## Summary

report-objects = 捜索対象
report-object = 捜索対象
report-leeway-class = 風圧流の区分
report-persons = 人数
report-found = 発見
report-found-by = 発見した勢力
report-position = 位置
report-datum-error = データムの誤差
report-all-on-board = 全員収容
report-objectives = 訓練目標
report-number = 番号
report-objective = 訓練目標
report-measure = 測定基準
report-value = 値
report-required = 基準値
report-result = 結果
report-passed = 達成
report-failed = 未達成
report-not-graded = 評価なし
report-measure-between = { $from }から{ $to }までの時間
report-measure-time-to-find = 最初の捜索対象の発見までの時間
report-measure-survivors = 生存救助した人数の割合
report-measure-pos = 成功確率（POS）の最高値
report-measure-dark = 識別したAIS不発信船の割合

## Chart

report-no-chart = 記録された位置はありません。
report-chart-alt = 勢力の航跡、捜索区域、捜索対象の真の航跡を示す海図
report-map-alt = { $time }現在の捜索状況図：それまでの航跡、捜索区域、漂流
report-chart-detail = 捜索の詳細
report-found-at = { $time } 発見
report-found-mark = 発見
report-found-name = { $object } 発見
report-last-known-position = 最終確認位置（LKP）
report-datum = データム
report-true-track = 捜索対象の真の航跡
report-area-mark = 捜索区域と捜索線（勢力の色）

## Timeline

report-gantt-alt = 勢力ごとの活動の推移
report-events = 出来事
report-events-omitted = 捜索線の通過、新規目標、メッセージの受領は省略しました。すべての出来事はevents.jsonlにあります。
report-left-out = 以降の出来事{ $number }件は省略しました。
report-utc = UTC
report-elapsed = 開始から
report-event = 出来事
report-known-to = 把握した参加班
report-known-to-all = 全員
report-known-to-control = 訓練統制のみ
report-findings = 審判の所見
report-judge = 審判
report-score = 評点
report-finding = 所見
report-notes = 統制員・オブザーバーの記録
report-note = 記録
report-note-by = 記録者
report-note-kind = 区分
report-note-about = 対象
report-note-objective = 訓練目標
report-note-place = 位置

## Messages

report-from = 発信
report-to = 宛先
report-kind = 種別
report-text = 内容
report-read-after = 受領までの時間

## Coordination

report-coordination-caption = メッセージ、計画、最初の発見、救助を実施順に、対応する状況付与とともに示します。
report-since-last = 前段階から
report-step = 段階
report-serial = 状況付与
report-expected = 期待される措置
report-read-by-all = 全員受領
report-by-hand = 手動
report-not-read = 未受領
report-step-plan = { $cell }の捜索計画：{ $name }
report-step-found = { $unit }が{ $object }を発見
report-step-on-scene = { $unit }、{ $object }の現場に到着

## POS

report-pos-caption = 各参加班の漂流予測と捜索による自己計算の累積値です。
report-pos-alt = 参加班ごとの成功確率の曲線
report-cell = 参加班
report-pos-best = 最高
report-pos-mean = 訓練中の平均

## Units

report-unit = 勢力
report-class = 種別
report-use-transit = 進出・帰投
report-use-searching = 捜索・パトロール
report-use-on-scene = 現場
report-use-holding = 待機
report-use-base = 基地
report-distance = 航走距離
report-fuel = 燃料使用
report-sorties = 出動回数
report-units-caption = 訓練時間に対する割合。燃料は満載量に対する割合です。
report-search-run = 捜索の計画と実際
report-legs = 捜索線 実施／計画
report-spacing-planned = 計画した捜索線間隔
report-spacing-run = 実際の捜索線間隔
report-off-track = 捜索線からのずれ（二乗平均平方根）
report-search-caption = 実際の間隔は1分ごとの航跡の平行な捜索線の間で測定し、ほかのパターンには値がありません。

## Persons

report-recovered-alive = 生存救助
report-recovered-dead = 死亡揚収
report-missing = 行方不明
report-alive = 終了時の生存者
report-expected-alive = 生存者の期待値
report-casualties-caption = 生存者の期待値は、個人ごとの偶然を反映する前の生存モデルの値です。

## Patrol

report-coverage = 一度以上監視した区域
report-mean-revisit = 平均再監視時間
report-max-gap = 最長の監視空白
report-identified = 識別した目標
report-gap-caption = 訓練終了時に、各区域を最後に監視してから経過した時間です。
report-gap-alt = パトロール区域の各部分を最後に監視してからの時間の図
report-up-to = { $time }まで
report-longer-than = { $time }超
report-never-watched = 監視なし
report-dark-vessels = AIS不発信船
report-vessel = 船舶
report-first-seen = 最初の探知
report-identified-at = 識別
report-identified-by = 識別した勢力
report-time-to-identify = 識別までの時間

## Plugins

report-plugins-doubtful = ハッシュが固定されていないか、信頼する鍵で署名されていないプラグイン：{ $plugins }
report-plugin-doubt = { $plugin }（{ $doubts }）
report-not-pinned = 固定なし
report-other-than-pinned = 固定されたものと異なる
report-not-signed = 署名なし
report-pinned = 固定どおり
report-world = 種別
report-plugin-version = 版
report-component = 構成要素
report-signed-by = 署名者
report-plugin = プラグイン
report-calls = 呼出し
report-decisions = 船ごとの決定
report-plugin-fuel = 燃料（命令数）
report-peak-share = 予算の最大使用率
report-wall = 実時間
report-faults = 障害
report-state = 状態
report-suspended = 停止
report-plugins-caption = 燃料は実行されたWebAssembly演算の数です。実時間は計算機により異なり、ダイジェストには含まれません。

## Assumptions

report-assumption-model = 漂流、発見、生存、救助はモデルであり、一回の実行は起こり得る経過の一つです。計画の評価には多数の実行を比較してください。
report-assumption-lines = 線はすべて訓練用の線であり、境界画定を示すものではありません。名称と区域は境界に関するいかなる立場も示しません。
report-assumption-exercise = この報告書の内容はすべて訓練に関するものです。海図は航海には使用できません。

## Assets

report-figure = 項目
report-source = 出典
report-no-source = 出典なし
report-degrees-a-second = { $n } °/s
report-asset-cruise-mps = 巡航速力
report-asset-max-mps = 最大速力
report-asset-min-mps = 最小速力
report-asset-search-mps = 捜索速力
report-asset-turn-rate-dps = 旋回率
report-asset-endurance-s = 行動可能時間
report-asset-reserve-frac = 予備燃料
report-asset-turnaround-s = 再出動準備時間
report-asset-sensor-height-m = 眼高または捜索高度
report-asset-radar-m = 船舶に対するレーダー探知距離
report-asset-identify-m = 識別距離
report-asset-link-m = 最大通信（操縦）距離
report-asset-wind-limit-mps = 運用限界風速
report-asset-survivor-capacity = 収容人数
report-asset-recovery-s-per-person = 一人当たりの救助時間

## Provenance

report-item = 項目
report-plugin-hash = プラグイン{ $plugin }のSHA-256

## Charts at several times

report-series = 捜索の経過図
report-series-caption = どの図も同じ海域を示し、それぞれその時刻までの航跡、計画、漂流を表します。
report-series-end = 訓練終了
report-series-datum = データムを共有
