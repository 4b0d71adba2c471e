# 訓練統制の語：状況操作、調整、記録。

## Levers

equipment-radar = レーダー
equipment-engine = 機関
equipment-hoist = ホイスト
equipment-camera = カメラ
equipment-radio = 無線機
equipment-all = 全装備
base-place = { $at }の基地
base-deck = { $unit }の飛行甲板
lever-offset = 実際の風を{ $from }°から{ $wind } m/s、実際の海流を{ $to }°へ{ $current } m/s変更
lever-offset-none = 実際の風と海流を資料の値に戻す
lever-tell-forecast = 風と海流の変更を{ $cells }へ通報
lever-fault = { $unit }：{ $equipment }故障
lever-fault-part = { $unit }：機関故障、速力{ $share }に制限
lever-repair = { $unit }：{ $equipment }復旧
lever-cut = { $cell }の通信途絶
lever-reconnect = { $cell }の通信復旧
lever-close-port = { $base }を閉鎖
lever-open-port = { $base }の運用再開
lever-divert = { $unit }を{ $base }へ目的地変更
lever-jam = { $at }から{ $radius }以内で衛星測位妨害（{ $name }）
lever-end-jam = 測位妨害{ $name }終了
lever-withdraw = { $cell }が訓練から離脱
lever-rejoin = { $cell }が訓練に復帰
lever-override = 状態の強制変更：{ $what }（{ $reason }）
change-unit-position = { $unit }の位置{ $at }
change-fuel = { $unit }の燃料{ $share }
change-lost = { $unit }を訓練から除外
change-back = { $unit }は訓練参加
change-object-position = { $object }の位置{ $at }
change-person-waiting = { $object }の{ $person }番の要救助者は生存、未救助
change-person-dead = { $object }の{ $person }番の要救助者は死亡
change-person-recovered = { $object }の{ $person }番の要救助者を{ $unit }に収容
change-found = { $cell }は{ $object }の位置を把握
change-not-found = { $cell }は{ $object }の位置を未把握
event-lever-pulled = 訓練統制：{ $what }。
event-overridden = 訓練統制が状態を変更：{ $what }（変更前：{ $before }）。理由：{ $reason }
event-contact-lost = { $unit }との交信が途絶しました。
event-contact-regained = { $unit }との交信が復旧しました。
event-find-told = { $unit }から報告：{ $time }、{ $at }で{ $object }を発見。
event-unit-lost = 訓練統制が{ $unit }を訓練から除外しました。
event-unit-back = 訓練統制が{ $unit }を訓練に復帰させました。
event-withdrawn = { $cell }が訓練から離脱します。所属勢力は基地へ帰投します。
event-rejoined = { $cell }が訓練に復帰します。
event-fix-lost = { $unit }は衛星測位不能のため推測航法で航行します。
event-fix-regained = { $unit }の衛星測位が復旧しました。位置誤差{ $error }。
reason-no-answer = { $unit }は応答しません
reason-none-answers = 応答する勢力がありません
reason-base-closed = 基地が閉鎖されています
reason-hoist-out = ホイストが故障しています
reason-cell-withdrawn = 訓練から離脱した参加班です
reason-override-why = 状態の強制変更には理由が必要です
reason-nothing-failed = { $unit }に該当する故障はありません
reason-not-cut = 通信が途絶した参加班ではありません
reason-not-withdrawn = 離脱した参加班ではありません
reason-not-closed = 閉鎖された港ではありません
reason-no-jam = 測位妨害{ $name }はありません

## Coordination

kind-area-proposed = 捜索区域分担の提案
kind-area-countered = 捜索区域分担の修正案
kind-area-declined = 区域分担に不同意
kind-entry-refused = 進入不許可
kind-entry-expired = 進入許可の期限切れ
kind-handover-brief = 引継ぎ点検表
kind-handover-taken = 引継ぎ完了
kind-resumption = 捜索の再開
event-step-taken = { $cell }、手順{ $number }：{ $what }
event-step-known = { $cell }が手順{ $number }を確認：{ $what }
event-airspace-entered = { $unit }が許可を得て{ $airspace }に進入しました。
event-airspace-entered-uncleared = { $unit }が許可なく{ $airspace }に進入しました。
reason-only-smc = SMCだけが行えます
reason-smc-hands-over = SMCは{ $cell }であり、引継ぎが必要です
reason-step-nobody = 一つ以上の他の参加班に通報する必要があります
reason-no-own-datum = この参加班にはその捜索対象のデータムがありません
reason-no-told-datum = その捜索対象のデータムの通報を受けていません
reason-two-sides = 区域は二つの参加班で分担します
reason-own-plans = 提案に示せるのは参加班の知る計画だけです
reason-no-proposal = 回答待ちの提案がありません
reason-no-request = 回答待ちの要請がありません
reason-entry-aircraft = 進入の要請はこの参加班の航空機に限ります
reason-entry-past = 進入の終了時刻を過ぎています
reason-no-hand-over = 実施中の引継ぎがありません
reason-not-holder = 任務に就いている参加班だけが引き継げます
reason-not-suspended = 捜索は中断されていません
reason-nothing-agreed = この参加班の側を定めた区域分担の合意がありません

## Notes

event-note-good = { $cell }の評価記録（良い点、{ $time }）：{ $text }{ $more }
event-note-issue = { $cell }の評価記録（問題点、{ $time }）：{ $text }{ $more }
event-note-question = { $cell }の評価記録（質問、{ $time }）：{ $text }{ $more }
event-note-remark = { $cell }の記録（{ $time }）：{ $text }{ $more }
note-good = 良い点
note-issue = 問題点
note-question = 質問
note-remark = 記録
reason-note-own = 自分の記録だけを一度修正できます
reason-note-future = 記録は過ぎたことについてだけ残せます
