# Cells and sharing: roles, rights, frozen pictures, exercise lines, release rules, who was told what.

## Roles and rights

role-sru = 救助勢力（SRU）
right-order-units = 所属勢力への指示
right-send-messages = 通報の送信
right-plan-searches = 捜索計画の立案
right-write-notes = 記録の作成
right-share-information = 情報の提供
right-coordinate = 他機関との調整
right-fire-injects = 状況付与の実施
right-change-environment = 気象・通信条件の変更
right-pull-levers = 統制措置の実施
right-override = 全機関の代行
right-move-lines = 訓練用の線の移動
right-freeze = 状況表示の固定
right-manage-plugins = プラグインの管理
right-end-exercise = 訓練の終了
right-see-truth = 実際の状況の閲覧

## Kinds of information, and their release

information-positions = 位置
information-fuel = 残燃料
information-tracks = 目標
information-datum = データム
information-plans = 捜索計画
information-found = 発見情報
release-withhold = 提供しない
release-when-told = 通報時に提供
release-always = 常時提供
shared-item-position = { $name }の位置
shared-item-fuel = { $name }の残燃料
shared-item-track = 目標{ $number }
shared-item-datum = { $name }のデータム
shared-item-plan = 捜索計画{ $number }
shared-item-found = { $name }の発見情報
how-feed = 常時提供
how-message = 通報{ $number }
how-plan = 共有した計画
how-hand = 手動で提供

## Events

event-picture-frozen = 訓練統制が{ $cell }の状況表示を固定しました。
event-picture-thawed = 訓練統制が{ $cell }の状況表示の固定を解除しました。
event-line-moved = 訓練統制が訓練用の線{ $line }を移動しました（境界画定ではない）。理由：{ $reason }
event-rule-put = { $cell }が情報提供規則{ $rule }を設定しました。
event-rule-dropped = { $cell }が情報提供規則{ $rule }を廃止しました。
event-told = { $from }が{ $to }に情報を提供しました：{ $item }
event-withheld = { $from }の情報提供規則{ $rule }により{ $to }に提供しませんでした：{ $item }

## Reasons

reason-no-right = { $cell }には「{ $right }」の権限がありません
reason-frozen-already = 状況表示は既に固定されています
reason-not-frozen = 状況表示は固定されていません
reason-shares-own = 提供できるのは自らの情報だけです
reason-not-known-itself = その情報をまだ保有していません
reason-rule-withholds = 情報提供規則「{ $rule }」により{ $cell }には提供できません
reason-no-such-rule = 情報提供規則「{ $rule }」はありません
reason-tell-nobody = 情報を受ける他の機関を一つ以上指定してください
