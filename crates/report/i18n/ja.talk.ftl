# Messages: forms, codes and standard phrases in Japanese. Terms follow the glossary; no native speaker has reviewed them.
# Same keys in the three languages: a test holds it.

## Forms of messages

talk-from = 発信
talk-to = 受信
talk-time = 日時
talk-channel = 通信手段
talk-precedence = 優先順位
talk-kind = 通報の種類
talk-answers = 返信対象
talk-text = 本文
talk-number = 第{ $number }号
talk-message = メッセージ{ $number }
talk-last = 最終
talk-blank = 記載なし
talk-separator = ；
talk-receipts = 受信状況
talk-sitrep-short = 状況報告（SITREP）短文（A～F）
talk-sitrep-long = 状況報告（SITREP）長文（A～N）

## Sections of a SITREP (IMO standard format; there is no I)

sitrep-a = 遭難船舶等の識別
sitrep-b = 位置
sitrep-c = 状況
sitrep-d = 人員
sitrep-e = 必要な援助
sitrep-f = 調整RCC
sitrep-g = 遭難船舶等の要目
sitrep-h = 現場の気象・海象
sitrep-j = 初動措置
sitrep-k = 捜索区域
sitrep-l = 調整指示
sitrep-m = 今後の計画
sitrep-n = 追加情報・結論

## Parts of a search action message (IAMSAR volume II, 2.27.16)

action-1 = 状況
action-2 = 捜索区域
action-3 = 実施
action-4 = 調整
action-5 = 通信
action-6 = 報告

## Fields of the other forms

field-source = 覚知手段
field-received = 受報時刻
field-nature = 遭難の種類
field-casualty = 遭難船舶等
field-position = 位置
field-persons = 人員
field-assistance = 必要な援助
field-unit = 勢力
field-task = 任務
field-place = 場所
field-area = 捜索区域
field-pattern = 捜索パターン
field-height = 高度
field-start = 開始
field-channel = 現場通信チャンネル
field-report-to = 報告先
field-instructions = 指示事項
field-of = 復唱したメッセージ
field-remarks = 備考
field-wanted = 要求する情報
field-about = 対象
field-by = 回答期限
field-question = 質問
field-office = 職務
field-taken-by = 引受者
field-items = 引継ぎ項目

## Parts of a line

part-error = 50%圏{ $distance }
part-call-sign = 呼出符号{ $value }
part-mmsi = MMSI { $value }
part-flag = 船籍{ $value }
part-at-risk = 危険にさらされている者{ $n }名
part-recovered = 救助{ $n }名
part-dead = 死亡{ $n }名
part-missing = 未確認{ $n }名
part-injured = 負傷{ $n }名
part-wind = 風向{ $direction }、風速{ $speed }
part-current = 流向{ $direction }、流速{ $speed }
part-waves = 波高{ $height }
part-visibility = 視程{ $distance }
part-sea-temperature = 海水温度{ $temperature }
part-deed = { $unit }：{ $activity }
part-on-board = 生存者{ $n }名乗船
part-area = 区域{ $name }
part-size = { $size }平方海里
part-creep = 進行方向{ $direction }
part-commence = 捜索開始点{ $place }
part-spacing = 捜索線間隔{ $distance }
part-from-time = { $time }から
part-height = 高度{ $height }
part-pos = これまでの成功確率{ $share }
part-smc = 捜索救助任務調整者（SMC）{ $name }
part-osc = 現場調整者（OSC）{ $name }
part-aco = 航空機調整者（ACO）{ $name }
part-coordination-channels = 調整用{ $channels }
part-on-scene-channels = 現場用{ $channels }
part-monitor-channels = 聴守{ $channels }
part-press-channels = 報道用{ $channels }
part-report-to = 報告先{ $name }
part-every = { $duration }ごと
figure-ft = { $n }フィート
sentence-separator = 。
sentence-end = 。
receipt-delivered = 到達 { $time }
receipt-read = 閲読 { $time }
receipt-acknowledged = 受領確認 { $time }
receipt-misheard = 聞き違い
receipt-line = { $cell }：{ $state }

## What became of a message

fate-under-way = 受信未確認
fate-arrived = 到達
fate-lost = 不達
fate-out-of-range = 通達距離外
fate-cut = 通信途絶

## Order of precedence

precedence-distress = 遭難
precedence-urgency = 緊急
precedence-safety = 安全
precedence-routine = 一般

## Emergency phases

phase-uncertainty = 不確実の段階（INCERFA）
phase-alert = 警戒の段階（ALERFA）
phase-distress = 遭難の段階（DETRESFA）

## Nature of distress (list of digital selective calling)

nature-fire = 火災又は爆発
nature-flooding = 浸水
nature-collision = 衝突
nature-grounding = 乗揚げ
nature-listing = 傾斜、転覆のおそれ
nature-sinking = 沈没
nature-adrift = 操縦不能・漂流
nature-undesignated = 種別を特定しない遭難
nature-abandoning = 退船
nature-piracy = 海賊又は武装襲撃
nature-man-overboard = 海中転落
nature-epirb = EPIRBの発射

## How a distress became known

source-mayday = 遭難（メーデー）
source-mayday-relay = 遭難中継（メーデーリレー）
source-dsc = デジタル選択呼出（DSC）
source-epirb = EPIRB
source-ais-sart = AIS-SART
source-telephone = 電話通報
source-other-rcc = 他のRCC
source-sighting = 目撃
source-overdue = 到着遅延

## What a position is

fix-last-known = 最終確認位置
fix-datum = データム
fix-found = 発見位置
fix-reported = 通報位置

## Tasks

task-proceed = 指定場所へ進出
task-search = 区域の捜索
task-recover = 人命救助
task-hoist = 吊り上げによる人命救助
task-investigate = 調査の上報告
task-escort = 護衛
task-tow = えい航
task-fight-fire = 消火
task-relay-radio = 通信の中継
task-stand-by = 待機
task-return-to-base = 帰投

## Information required

wanted-position = 位置
wanted-datum = データム
wanted-drift-inputs = 漂流予測の入力値
wanted-persons-on-board = 乗船者数
wanted-description = 捜索対象の要目
wanted-weather = 現場の気象・海象
wanted-search-plan = 捜索計画
wanted-search-results = 捜索結果
wanted-unit-status = 勢力の現況と残存行動時間
wanted-arrival-time = 到着予定時刻
wanted-medical-state = 生存者の医学的状態
wanted-next-of-kin = 家族への連絡事項

## Offices and the checklist of a hand-over

office-smc = 捜索救助任務調整者（SMC）
office-osc = 現場調整者（OSC）
office-aco = 航空機調整者（ACO）
item-situation = 状況
item-plan = 捜索計画
item-areas-searched = 捜索済み区域
item-units = 勢力
item-endurance = 各勢力の残存行動時間
item-communications = 通信
item-airspace = 空域
item-weather = 気象・海象
item-survivors = 生存者
item-open-requests = 未処理の要請
item-next-report = 次回報告
item-next-of-kin = 家族への連絡

## Kinds of message with a structure of their own

kind-search-action-message = 捜索活動通報
kind-read-back = 復唱

## Standard phrases, in the sense of SMCP and IAMSAR; no full stop, the program sets it

phrase-require-immediate-assistance = 直ちに救助が必要です
phrase-require-search-units = 捜索救助勢力が必要です
phrase-require-helicopter = ヘリコプターが必要です
phrase-require-medical = 医療援助が必要です
phrase-require-fire-fighting = 消火の援助が必要です
phrase-require-tug = 引き船が必要です
phrase-require-drift-forecast = 貴方の漂流予測が必要です
phrase-no-assistance = 援助は不要です
phrase-abandoning-ship = 乗船者は退船中です
phrase-persons-in-raft = 遭難者は救命いかだ内にいます
phrase-persons-in-water = 海面に漂流者がいます
phrase-no-contact = 遭難船舶等と交信不能です
phrase-drift-computed = 漂流予測を完了しました
phrase-datum-shared = データムを共有しました
phrase-plan-agreed = 捜索計画に合意しました
phrase-neighbour-told = 隣接RCCに通報しました
phrase-mayday-relayed = 遭難中継（メーデーリレー）を放送しました
phrase-units-proceeding = 各勢力は現場へ進出中です
phrase-units-on-scene = 各勢力は現場に到着しました
phrase-search-planned = 捜索を計画しました
phrase-search-under-way = 捜索中です
phrase-nothing-found = 現在まで未発見です
phrase-object-found = 捜索対象を発見しました
phrase-recovery-under-way = 人命救助中です
phrase-all-recovered = 全員を収容しました
phrase-search-suspended = 捜索を中断しました
phrase-search-ended = 捜索救助を終了しました
phrase-continue-search = 捜索を継続します
phrase-expand-search = 捜索区域を拡大します
phrase-search-again = 区域を再度捜索します
phrase-resume-at-daylight = 日出後に捜索を再開します
phrase-land-survivors = 生存者を安全な場所へ移送します
phrase-units-return = 各勢力は帰投します
phrase-keep-to-area = 指定区域を守ってください
phrase-keep-height = 指定高度を守ってください
phrase-keep-channel = 指定チャンネルを聴守してください
phrase-drop-marker-buoy = データムマーカーブイを投下してください
phrase-report-arrival = 現場到着を報告してください
phrase-report-sightings = 発見した事項をすべて報告してください
phrase-report-weather = 現場の気象・海象を報告してください
phrase-report-endurance = 残存行動時間を報告してください
phrase-received = 了解
phrase-read-back-correct = 復唱は正確です
phrase-correction = 誤り。訂正します
phrase-say-again = もう一度送ってください
phrase-stand-by = お待ちください
phrase-affirmative = そのとおりです
phrase-negative = ちがいます
phrase-proceeding-to-assist = 救助に向かっています
phrase-accept-office = 職務を引き継ぎます

## Events of messages

event-message-delivered = メッセージ{ $message }が{ $cell }に届きました。
event-message-acknowledged = { $cell }がメッセージ{ $message }の受領を確認しました。
event-message-not-delivered = メッセージ{ $message }は{ $cell }に届きません：{ $fate }。
event-message-misheard = { $cell }がメッセージ{ $message }の数値を聞き違えました。
event-read-back-right = メッセージ{ $message }はメッセージ{ $of }を正確に復唱しています。
event-read-back-wrong = メッセージ{ $message }はメッセージ{ $of }を誤って復唱しています。
event-clerk-on = { $cell }のメッセージは担当者が自動的に閲読します。
event-clerk-off = { $cell }のメッセージは訓練参加者が自ら閲読します。
event-model-changed = 訓練統制部が通信条件を変更します（{ $link }）：{ $quality }。
link-all = 全ての通信路
link-all-of = { $cell }の全ての通信路
link-between = { $a }・{ $b }
quality-delay = 遅延{ $value }
quality-loss = 損失率{ $value }
quality-interpret = 通訳{ $value }
quality-mishear = 聞き違い率{ $value }
quality-cut = 途絶
quality-restored = 復旧

## Reasons of the engine: English as the engine writes it

reason-own-name = メッセージは自らの名義でのみ送信できます
reason-no-such-message = この参加班はメッセージ{ $n }を受けていません
reason-too-many-messages = 1回の訓練のメッセージは最大{ $n }件です
reason-too-many-entries = 1通のメッセージの一覧項目は最大{ $n }個です
reason-no-figure = メッセージの数値が数ではありません
reason-no-chance = 確率は0から1までです
reason-too-late = メッセージの遅延は最大{ $n }秒です
reason-too-many-rules = 通信路の規則は最大{ $n }個です
