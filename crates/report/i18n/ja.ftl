# SAREXの日本語表現。用語は用語集（海上保安庁の文書、法令）による。README.md参照。

## Markers

exercise-marker = 訓練、訓練、訓練
not-for-navigation = 航海には使用しないこと
not-a-delimitation = 訓練用の線、境界画定ではない
language-name = 日本語

## Orders

order-hold = 現在位置で待機
order-go-to = 指定位置へ進出
order-route = 経路の航行
order-patrol = パトロール
order-search = 捜索
order-escort = 護衛
order-return-to-base = 基地帰投
order-recover = 人命救助
order-investigate = 目標の確認

## Activities

activity-preparing = 出動準備中
activity-at-base = 基地待機
activity-holding = 現在位置で待機
activity-transit = 進出中
activity-searching = 捜索中
activity-on-scene = 現場到着
activity-recovering = 人命救助中
activity-returning = 帰投中
activity-patrolling = パトロール中
activity-lost = 喪失

## Classes

class-vessel = 船舶
class-helicopter = ヘリコプター
class-aeroplane = 固定翼航空機
class-drone = 無人航空機

## Roles

role-smc = 捜索救助任務調整者（SMC）
role-rcc = 救助調整本部（RCC）
role-osc = 現場調整者（OSC）
role-aco = 航空機調整者（ACO）
role-exercise-control = 訓練統制
role-observer = オブザーバー
role-facilitator = 進行管理者

## Kinds of message

kind-text = 文字メッセージ
kind-distress-alert = 遭難警報
kind-distress-relay = 遭難中継
kind-distress-call = 遭難呼出し
kind-smc-named = SMC指定
kind-osc-named = OSC指定
kind-aco-named = ACO指定
kind-datum = データム
kind-datum-agreed = データム合意
kind-area-split = 捜索区域の分担
kind-entry-request = 進入要請
kind-entry-cleared = 進入許可
kind-sitrep = 状況報告（SITREP）
kind-search-plan = 捜索活動計画（SAP）
kind-search-request = 捜索勢力の派遣要請
kind-acknowledgement = 受領確認
kind-found = 捜索対象発見
kind-casualties = 人命状況報告
kind-handover = 引継ぎ
kind-suspension = 捜索の中断
kind-termination = 捜索救助の終了
kind-medevac = 急患輸送
kind-nav-warning = 航行警報
kind-patrol-plan = パトロール計画
kind-patrol-split = パトロール区域の分担
kind-contact-report = 目標報告
kind-contact-query = 目標照会
kind-identified = 識別結果
kind-hot-line = ホットライン
kind-fire-report = 火災報告
kind-fault-report = 故障報告
kind-press-request = 報道機関からの照会
kind-decision-request = 判断の照会
kind-tasking-change = 任務の変更
kind-acknowledge = 受領確認
kind-correction = 訂正
kind-object-found = 捜索対象発見
kind-found-shared = 発見情報の共有
kind-request-for-information = 情報要求
kind-tasking = 任務付与
kind-end-exercise = 訓練終了

## Search patterns

pattern-parallel-track = 平行捜索（PS）
pattern-creeping-line = クリーピングライン捜索（CS）
pattern-expanding-square = 拡大方形捜索（SS）
pattern-sector = 扇形捜索（VS）
pattern-sector-search = 扇形捜索（VS）
pattern-track-line = 航跡線捜索（TS）
pattern-track-line-return = 航跡線往復捜索（TSR）
pattern-track-line-non-return = 航跡線片道捜索（TSN）
pattern-coordinated = 船舶・航空機協同捜索（CSC）
pattern-barrier = 阻止線捜索
pattern-contour = 等高線捜索
pattern-spiral = らせん捜索
pattern-lawnmower = 往復平行捜索
pattern-heat-map = 確率追従捜索
pattern-probability-greedy = 確率追従捜索

## Why an exercise ended

end-time = 計画時間の満了
end-serial = 訓練進行表による終了
end-control = 訓練統制による終了

## Figures

figure-nm = { $n }海里
figure-kn = { $n }ノット
figure-km = { $n } km
figure-kmh = { $n } km/h
figure-m = { $n } m
figure-percent = { $n } %
figure-hours = { $n }時間
figure-degrees-true = { $n }°（真方位）
figure-celsius = { $n } °C
figure-mps = { $n } m/s
duration-d-h = { $d }日{ $h }時間
duration-d = { $d }日
duration-h-min = { $h }時間{ $min }分
duration-h = { $h }時間
duration-min-s = { $min }分{ $s }秒
duration-min = { $min }分
duration-s = { $s }秒
list-separator = 、
unknown-name = { $number }番
traffic-name = 船舶{ $number }番
anonymous-contact = 目標{ $track }番
nobody = なし
yes = はい
no = いいえ
none = なし

## Names of exercise list lines

serial-message = { $kind }、{ $from }→{ $to }
serial-search = { $cell }の捜索
serial-rescue = { $cell }による{ $object }の救助
serial-order = { $unit }：{ $order }
serial-environment = 気象の変化
serial-end = 訓練終了

## 訓練進行表：実施条件と状態

when-at = 開始から{ $time }
when-by-hand = 訓練統制が手動で実施
when-after = { $serial }実施
when-received = { $cell }が受信：{ $kind }
when-any-object = 捜索対象
when-found = { $object }発見
when-found-by = { $cell }の勢力が{ $object }を発見
when-recovered = 生存者全員を救助
when-not-found = { $serial }以後未発見
when-answered = { $serial }に回答
when-unanswered = { $serial }に回答なし
when-searched = 捜索{ $serial }の{ $share }を実施
when-searched-by = { $cell }の捜索の{ $share }を実施
when-searched-any = 捜索の{ $share }を実施
when-pos = 成功確率(POS){ $share }に到達
when-pos-by = { $cell }：成功確率(POS){ $share }に到達
when-delayed = { $what }から{ $delay }後
list-planned = 予定
list-armed = 実施待ち
list-held = 保留
list-sent = 実施済
list-answered = 回答済
list-late = 回答遅延
list-skipped = 省略

## Events

event-started = 訓練を開始します。
event-ended = 訓練を終了します：{ $reason }。
event-serial-done = 状況付与{ $serial }を実施：{ $what }。
event-serial-held = 状況付与{ $serial }を保留（訓練統制）：{ $what }。
event-serial-released = 状況付与{ $serial }の保留を解除（訓練統制）：{ $what }。
event-serial-skipped = 状況付与{ $serial }を省略（訓練統制）：{ $what }。
event-serial-rescheduled = 状況付与{ $serial }の時刻を開始から{ $time }に変更：{ $what }。
event-serial-corrected = 状況付与{ $serial }の文面を実施前に訂正：{ $what }。
event-serial-correction-sent = 状況付与{ $serial }の訂正を送信しました（メッセージ{ $message }）。
event-serial-answered = { $cell }が状況付与{ $serial }に{ $time }で回答。
event-serial-answered-late = { $cell }が状況付与{ $serial }に{ $time }で回答、期限超過。
event-serial-late = 状況付与{ $serial }に期限内の回答なし：{ $what }。
event-message-sent = { $from }から{ $to }へ送信：{ $kind }（メッセージ{ $message }）。
event-message-read = { $cell }がメッセージ{ $message }を受領しました。
event-refused = { $cell }：要求は拒否されました。{ $reason }
event-order-given = { $unit }に指示：{ $order }。
event-order-done = { $unit }が指示を完了しました：{ $order }。
event-under-way = { $unit }が出動しました。
event-at-base = { $unit }は基地にいます。
event-returning-for-fuel = { $unit }が任務を中断し、燃料補給のため帰投します。
event-out-of-fuel = { $unit }の燃料が{ $at }で尽きました。
event-hindered = { $unit }は指示を実行できません：{ $reason }
event-estimate-opened = { $cell }が{ $object }の漂流予測を開始しました。
event-plan-made = { $cell }が捜索を計画しました：{ $name }、投入勢力 { $units }。{ $note }
event-plan-changed = { $cell }：計画{ $plan }が変更されました。投入勢力 { $units }。{ $note }
event-plan-failed = { $cell }：捜索計画を立てられませんでした。{ $reason }
event-search-started = { $unit }が捜索を開始しました（計画{ $plan }）。
event-leg-passed = { $unit }が捜索線{ $leg }を通過しました。
event-search-done = { $unit }が捜索をすべて終えました（計画{ $plan }）。
event-detected = { $unit }が{ $at }で{ $object }を発見しました。距離{ $range }。
event-on-scene = { $unit }が{ $object }の現場に到着しました。
event-person-recovered = { $unit }が{ $object }の{ $person }番の要救助者を救助しました（生存）。
event-person-recovered-dead = { $unit }が{ $object }の{ $person }番の要救助者を揚収しました（死亡）。
event-object-cleared = { $object }の全員を収容しました。
event-person-died = { $object }の{ $person }番の要救助者が死亡しました。
event-stranded = { $object }が{ $at }で海岸に漂着しました。
event-landed = { $unit }が生存者を上陸させました：{ $survivors }名。
event-contact-new = { $cell }がAIS不発信の目標を新たに探知しました。目標{ $track }番。
event-contact-new-ais = { $cell }がAIS目標を新たに探知しました。目標{ $track }番。
event-contact-identified = { $cell }が目標{ $track }番を識別しました：{ $name }。
event-contact-identified-dark = { $cell }が目標{ $track }番を識別しました：{ $name }、AIS不発信船。
event-environment-changed = 訓練統制が気象または海象を変更しました。
event-environment-gap = { $at }の風または海流の値がないため、直前の値を使用します（{ $what }）。
event-plugin-fault = プラグイン{ $plugin }に障害（{ $units }）。該当勢力は現在位置で待機します。{ $reason }
event-plugin-fault-suspended = プラグイン{ $plugin }を停止しました（{ $units }）。該当勢力は現在位置で待機します。{ $reason }
event-plugin-reinstated = プラグイン{ $plugin }を再開しました。
event-plugin-reloaded = プラグイン{ $plugin }を読み直しました：版 { $version }、{ $sha256 }。勢力の記憶は保たれます。
event-plugin-reloaded-anew = プラグイン{ $plugin }を読み直しました：版 { $version }、{ $sha256 }。記憶の形式が異なるため、勢力は最初から始めます。
event-plugin-added = プラグイン{ $plugin }が訓練に加わりました：版 { $version }、{ $sha256 }。
event-plugin-added-idle = プラグイン{ $plugin }が訓練に加わりました：版 { $version }、{ $sha256 }。使用する勢力はまだありません。勢力の詳細で統制が行動プラグインを変更できます。探知モデルはシナリオで決まります。
event-behaviour-changed = これより{ $unit }は{ $plugin }が操縦し、命令を最初から実行します。
event-behaviour-none = これより{ $unit }は基本動作で動きます。
event-judge-finding = { $plugin }、評点 { $score }：{ $text }
event-helm-clamped = { $unit }の操縦指示が性能を超えたため、性能の範囲内に制限しました。
event-quarantined = { $unit }を訓練から除外しました：計算値の異常（{ $phase }）。

## Reasons of the engine

reason-only-control = 訓練統制だけが行えます
reason-not-own-unit = { $unit }はこの参加班の勢力ではありません
reason-already-done = { $serial }は実施済みです
reason-serial-not-held = { $serial }は保留されていません
reason-serial-held = { $serial }は既に保留中です
reason-serial-left-out = { $serial }は既に省略されています
reason-serial-answered = { $serial }は回答済みです
reason-serial-not-sent = { $serial }は未実施のため、回答できません
reason-serial-no-message = { $serial }はメッセージを送らないため、訂正する文面がありません
reason-serial-past = { $serial }の新しい時刻は過ぎています
reason-serial-after-end = { $serial }の新しい時刻は訓練終了後です
reason-empty-correction = 文面のない訂正は送れません
reason-message-too-long = メッセージは最大{ $n }文字です
reason-note-too-long = 記録は最大{ $n }文字です
reason-route-length = 経路の区間は1から{ $n }までです
reason-on-land = { $place }は陸上です
reason-no-position = 位置が正しくありません
reason-no-escort = 護衛する勢力がありません
reason-not-found-yet = その捜索対象はまだ発見されていません
reason-nobody-to-recover = 捜索対象が未発見のため、救助する人がいません
reason-cannot-recover = { $unit }は人を収容できません
reason-no-contact = 目標{ $track }番はありません
reason-wind-limit = 風速{ $wind } m/sが運用限界{ $limit } m/sを超えています
reason-link-lost = データリンクの到達距離({ $reach }海里)を外れたため引き返します
reason-plugin-unusable = プラグイン{ $plugin }は使用できません：{ $reason }
reason-plugin-there = プラグイン{ $plugin }はすでに訓練にあります：変更は読み直しで反映してください
reason-many-plugins = 訓練に加えられるプラグインは合計{ $n }個までです
reason-replay-reads-none = 再生中はプラグインを読みません：決定は記録にあります。もう一度実行するには sarex replay --reexecute を使ってください
reason-replay-adds-none = 再生中はプラグインを加えません：すべての決定は記録にあります。プラグインを使うにはシナリオを開いてください
reason-replay-takes-none = 再生中は指示を受け付けません：起きたことは変わりません。ここから別の経過をたどるには分岐を始めてください
reason-exercise-over = 訓練は終了しており、これ以上の指示は受け付けません
reason-branch-needs-replay = 分岐は再生から始まります：先に記録を開き、始める時刻へ移動してください
reason-plugin-other = プラグイン{ $plugin }：記録時は{ $then }、現在は{ $now }：現在のもので訓練を続けます
reason-plugin-gone = プラグイン{ $plugin }：記録時は{ $then }、現在はありません：その勢力は待機します
reason-recording-unwritable = 記録を書き込めません：{ $error }
reason-nothing-to-do = 計画ではどの勢力にも任務が割り当てられませんでした
reason-no-datum = まだデータムがありません。先に最終確認位置を受信する必要があります
reason-no-units = 捜索には少なくとも一つの勢力が必要です
reason-no-area = 捜索区域のうち、この参加班の側にある部分がありません
