# SAREX の画面の表示。用語は用語集に従い、共用の語は crates/report/i18n にある。

## Top bar
run = 進行
pause = 一時停止
step = コマ送り
seconds = { $n }秒
rate = 倍速
achieved = 実際 { $rate }倍
next-event = 次の事象
view-as = 視点
language = 言語
palette = 配色
palette-day = 昼間
palette-dusk = 薄明
palette-night = 夜間
scenario = シナリオ
open-scenario = 開く…
report = 報告書
report-hint = 事後検証報告書（AAR）を作成
replay = 再生
live = 進行中
ended = 訓練終了
of-length = / { $length }
utc-hint = 訓練の協定世界時（UTC）
elapsed-hint = 訓練開始からの経過時間

## Units
units = 勢力
no-units = 把握している勢力はありません。
leg = 捜索線
fuel = 燃料
fallback = 基本動作
age = { $age }前
own = 所属
partner = 協力
contacts-count = 目標 { $n }、AIS不発信 { $dark }

## Inspector
inspector = 選択対象
nothing-selected = 海図の記号か一覧の勢力を押してください。
class = 種別
nation = 国籍
asset = 装備
behaviour = 行動プラグイン
behaviour-hint = 次の秒から別のプラグインがこの勢力を操縦し、命令を最初から実行します。
position = 位置
course = 針路
speed = 速力
activity = 活動
order = 命令
reported = 報告時刻
endurance-left = 残り行動時間
on-board = 乗船者数
follow = 追従
centre = 中央へ
performance = 性能
source = 出典
source-unknown = 出典なし
yes = はい
no = いいえ
unlimited = 制限なし
none = なし
cruise = 進出速力
max-speed = 最大速力
min-speed = 最低速力
search-speed = 捜索速力
turn-rate = 旋回率
acceleration = 加速度
endurance = 行動時間
reserve = 予備燃料
turnaround = 再出動準備
sensor-height = センサー高度
radar = レーダー距離
ais-receiver = AIS受信機
identify = 識別距離
link-range = 管制通信距離
wind-limit = 風速限度
capacity = 救助収容人数
recovery = 1名の揚収時間
hovers = その場に留まれる
track = 航跡
name = 名称
kind = 種類
ais = AIS
identified = 識別
dark = AIS不発信船
found-at = 発見
found-by = 発見勢力
persons-left = 残り人数
recovered = 生存救助
recovered-dead = 死亡揚収
datum = データム
radius-50 = 50 % 円
radius-95 = 95 % 円
drift = 漂流
elements = 要素数
pos = 成功確率（POS）
alive = 生存
stranded = 漂着
estimate-of = 漂流予測: { $object }
truth = 真の状態
truth-hint = 訓練統制、オブザーバー、進行管理者だけに見えます。

## Menu on the chart
go-here = この位置へ進出
hold = 現在位置で待機
return-to-base = 基地へ帰投
investigate = { $track } を確認
recover = { $object } の人員を救助
range-bearing = { $range}  { $bearing }
measure-from-here = ここから距離測定
centre-here = ここを中央に
select-first = 命令するには所属勢力を選んでください。

## Tabs
messages = メッセージ
events = 経過
plans = 捜索計画
control = 訓練統制
plugins = プラグイン

## Messages
no-messages = メッセージはありません。
from-to = { $from } → { $to }
read-at = { $time } 既読
compose = 新しいメッセージ
to = 宛先
write-here = 自国語で書いてください
send = 送信
reply = 返信

## Events
filter = 絞り込み
no-events = まだ経過はありません。
show-routine = 日常の経過

## Plans
no-plans = 捜索計画はありません。
plan-search = 捜索計画の作成
pattern = 捜索パターン
search-object = 捜索対象
spacing = 捜索線間隔
spacing-auto = 計画器が決定
area = 捜索区域
area-estimate = 漂流予測の周囲
area-window = 海図の表示範囲
split = 分担
split-none = 全区域
split-north = 北半分
split-south = 南半分
split-east = 東半分
split-west = 西半分
share-plan = 協力機関に通報
plan-and-send = 計画して派遣
plan-needs = パターン、対象、一つ以上の勢力を選んでください。
plan-no-plugin = 捜索パターンのプラグインがありません。
legs-done = 捜索線 { $n } / { $of }
settings-of = { $plugin } の設定
setting-auto = プラグインが決定
setting-reset = 既定値に戻す
setting-range = { $min } ～ { $max }
setting-default = 既定値 { $value }
setting-no-default = 値がなければプラグインが決定

## Control
default-procedure = 基本手順
fire = 実施
hold-serial = 保留
expect = 期待する処置
environment = 気象・海象
visibility = 視程
wave-height = 波高
apply = 適用
note = 記録
objectives = 訓練目標
end-exercise = 訓練終了
end-confirm = 本当に終了しますか

## Plugins
calls = 呼出し
ships = 船舶
plugin-fuel = 演算量
peak = 限度に対する最大
wall-time = 時間
faults = 不具合
suspended = 停止中
unusable = 使用不可
running-well = 正常
reinstate = 復帰
no-plugins = 使用中のプラグインはありません。
last-fault = 直近の不具合
fuel-a-ship = 1隻あたり演算量
fuel-a-plan = 1計画あたり演算量
fuel-a-look = 1探知あたり演算量
fuel-a-verdict = 1判定あたり演算量
looks = 探知
used-of = { $used } / { $of }
share-of-pace = { $rate }倍速で{ $share }
wall-time-hint = これまでの所要時間と、この倍速で進むときに実時間に占める割合
pinned = 固定済
not-pinned = 固定なし
signed-by = 署名: { $signer }
not-signed = 署名なし
reload = 再読込
reload-hint = ファイルを読み直します。船舶の状態は保たれます
logged = 記録 ({ $n })
world-vessel-behaviour = 船舶の行動
world-search-pattern = 捜索パターン
world-sensor-model = 探知モデル
world-exercise-judge = 訓練の判定

## Script editor
script = スクリプト
script-hint = 捜索パターンを自分で書く
script-id = 識別名
script-id-hint = プラグインのフォルダー名: 英小文字、数字、ハイフン。先頭は英字
script-new = 新規
script-check = 検査
script-check-hint = 制限内で読み込み、規約を試します
script-try = 試行
script-try-hint = 現在の課題の捜索線を海図に描きます。命令は出しません
script-try-patterns = 描けるのは捜索パターンだけです。
script-use = 使用
script-use-hint = 検査してプラグインとして保存し、計画の書式に加えます
script-busy = 処理中…
script-untried = スクリプトを検査するか、海図で試してください。
script-changed = その後、内容が変わりました。
script-good = 問題はありません。
script-line = { $n }行
script-preview = 試案、命令ではない
script-kept = スクリプトをプラグイン { $id } として保存しました。
workshop-gone = ここではスクリプトを実行できません。
square-miles = { $n }平方海里
script-task = 課題
script-task-present = 現在の課題
script-task-sample = 例題
script-pattern = 捜索パターン
script-units = 勢力
script-legs = 捜索線の数
script-track = 捜索距離
script-time = 捜索時間
script-endurance = 行動時間に対して
script-spacing = 捜索線間隔
script-area = 面積
script-coverage = カバレッジ
script-pod = 探知確率（POD）
script-pos = 成功確率（POS）
script-score = 得点
script-fuel = 限度に対する演算量
script-note = 備考

## Status bar
cursor = カーソル
from-selected = { $name } から
wind = 風
current = 海流
sea = 海面
measure = 距離測定
measure-hint = 最初の点を押してください
zoom-in = 拡大
zoom-out = 縮小
fit = 全体表示

## Notices
link-gone = 訓練が応答しません。停止したか、待ち行列が一杯です。
report-written = 報告書を作成: { $file }
scenario-open = 開きました: { $name }
