# 反復実行の報告書の語：いくつかの案を多数実行して比較。

## Headings

campaign-title = 反復実行報告書：多数の実行による計画案の比較
campaign-says = 実行の結果
campaign-varied = 変えた条件
campaign-factors = 因子
campaign-draws = シードごとに抽出した値
campaign-curves = 時間に対する成功の割合
campaign-measures-heading = 案ごとの測定値
campaign-differences = 基準案との対応のある差
campaign-places = 案の順位
campaign-tournament = 競技会
campaign-distributions = 実行ごとの値の分布
campaign-influence = 結果に影響する要因
campaign-extremes = 最良の実行と最悪の実行
campaign-best = 最良の実行
campaign-worst = 最悪の実行
campaign-failures = 結果のない実行
campaign-reading = 数値の読み方

## Header

campaign-reference = 基準案
campaign-variants = 案の数
campaign-variant = 案
campaign-seeds = 乱数シード
campaign-runs = 実行数
campaign-run = 実行
campaign-length = 訓練時間
campaign-measures = 測定項目（重要な順）
campaign-confidence = 区間の信頼水準
campaign-digest = 反復実行のダイジェスト
campaign-range = { $from } ～ { $to }
campaign-of = { $done } / { $wanted }
campaign-tile = { $measure }：{ $variant }（{ $interval }）
campaign-incomplete = { $wanted }回のうち{ $done }回だけが終わっています。数値はまだ変わることがあります。
campaign-some-failed = 失敗した実行：{ $number }回。どの数値にも含まれません。結果のない実行の一覧を見てください。
campaign-no-figures = 数値がありません。

## What the runs say

campaign-better = より良い
campaign-worse = より悪い
campaign-not-shown = 差は示されない
campaign-says-finds-more = { $variant }は{ $reference }より発見する実行が{ $amount }多い（{ $confidence }区間 { $interval }、実行{ $pairs }組）：{ $verdict }。
campaign-says-finds-less = { $variant }は{ $reference }より発見する実行が{ $amount }少ない（{ $confidence }区間 { $interval }、実行{ $pairs }組）：{ $verdict }。
campaign-says-runs-more = { $measure }：{ $variant }は{ $reference }より該当する実行が{ $amount }多い（{ $confidence }区間 { $interval }、実行{ $pairs }組）：{ $verdict }。
campaign-says-runs-less = { $measure }：{ $variant }は{ $reference }より該当する実行が{ $amount }少ない（{ $confidence }区間 { $interval }、実行{ $pairs }組）：{ $verdict }。
campaign-says-time-more = { $measure }：{ $variant }は{ $reference }より{ $amount }長い（{ $confidence }区間 { $interval }、実行{ $pairs }組）：{ $verdict }。
campaign-says-time-less = { $measure }：{ $variant }は{ $reference }より{ $amount }短い（{ $confidence }区間 { $interval }、実行{ $pairs }組）：{ $verdict }。
campaign-says-figure-more = { $measure }：{ $variant }は{ $reference }より{ $amount }大きい（{ $confidence }区間 { $interval }、実行{ $pairs }組）：{ $verdict }。
campaign-says-figure-less = { $measure }：{ $variant }は{ $reference }より{ $amount }小さい（{ $confidence }区間 { $interval }、実行{ $pairs }組）：{ $verdict }。
campaign-says-none = { $measure }：{ $variant }と{ $reference }の{ $verdict }（差{ $amount }、{ $confidence }区間 { $interval }、実行{ $pairs }組）。
campaign-says-too-few = { $measure }：{ $variant }と{ $reference }の実行が二組に満たず、何も言えない。
campaign-says-alone = { $measure }：{ $variant } { $value }（{ $confidence }区間 { $interval }、実行{ $runs }回）。
campaign-says-nothing = { $measure }：{ $variant }には値のある実行がない。
campaign-says-together = 一つの測定項目の比較{ $number }件は合わせて{ $confidence }で成り立つ。各区間は{ $each }区間である。
campaign-more-sentences = 残りの{ $number }文はここでは省きます。差の表にすべてあります。

## Tables

campaign-name-reference = { $variant }（基準）
campaign-key = キー
campaign-settings = 設定
campaign-factor = 因子
campaign-levels = 水準
campaign-law = 分布
campaign-draws-caption = 同じシードでは、すべての案が同じ値を受けます。
campaign-share = 実行の割合
campaign-mean = 平均
campaign-restricted-mean = 平均（打ち切り）
campaign-median = 中央値
campaign-interval = 区間
campaign-no-interval = 区間なし
campaign-not-reached = 到達せず
campaign-by = { $time }まで
campaign-difference = 差
campaign-pairs = 組
campaign-shown = 判定
campaign-too-few = 二組未満
campaign-place = 順位
campaign-differs-from = 差が示された案
campaign-author = 作者
campaign-input = 変えた、または抽出したもの
campaign-explained = 説明する分散
campaign-direction = 向き
campaign-groups = 水準または区分の数
campaign-no-order = 順序なし
campaign-rises = 大きいほど{ $measure }が増える
campaign-falls = 大きいほど{ $measure }が減る
campaign-no-direction = 向きは示されない
campaign-why = 選んだ基準
campaign-command = コマンド
campaign-recording = 訓練記録
campaign-why-failed = 結果のない理由
campaign-more-failures = 残りの実行{ $number }回はここでは省きます。
campaign-points = { $n }ポイント
campaign-unit-points = ポイント
campaign-unit-percent = %
campaign-unit-nm = 海里
campaign-unit-km = km
campaign-unit-hours = 時間
campaign-never = なし

## Captions

campaign-curves-alt = 案ごとに、時間に対する実行の割合と区間を描いた曲線：{ $measure }
campaign-curves-caption = 開始から各時刻までの、全実行に対する割合。帯は各時刻それぞれの{ $confidence }区間です。
campaign-curves-more = 図は{ $all }案のうち最初の{ $shown }案を、表はすべてを示します。
campaign-measures-caption = 数値それぞれの{ $confidence }区間。「平均（打ち切り）」：起こらなかった実行は訓練時間の全体として数えます。
campaign-forest-alt = { $reference }に対する案ごとの差と区間：{ $measure }
campaign-differences-text = 同じシードの実行どうしで、各案から{ $reference }を引いた値。塗りつぶした菱形は示された差、白い丸は示されない差で、色の付いた側がより良い側です。
campaign-differences-caption-one = { $confidence }区間。
campaign-differences-caption = 一つの測定項目の比較{ $number }件は合わせて{ $confidence }で成り立ちます（ボンフェローニ）。各区間は{ $each }区間です。異なる測定項目の間では補正せず、最初の項目を最も重く見ます。
campaign-places-caption = 最初の測定項目で、すべての案を二つずつ比較しました。順位は合わせて{ $confidence }で成り立ちます（ボンフェローニ）。順位が重なる案は差が示されないだけで、等しいという意味ではありません。
campaign-blind = 匿名の競技会：すべての出品を同じシードで実行し、誰のものかは封印されています。作者はハッシュで自分の出品が分かります。
campaign-open = すべての出品を同じシードで実行しました。
campaign-distributions-caption = 棒の高さ：その案の実行の割合。太線：実行の中央の半分、細線：中央値。「なし」：起こらなかった実行。
campaign-histogram-alt = 案ごとの実行のヒストグラム：{ $measure }
campaign-influence-text = すべての案を通じて、各要因が単独で説明する実行間の分散の割合。
campaign-influence-alt = 各要因が説明する分散の割合と区間の棒：{ $measure }
campaign-influence-caption = 濃い棒は定めたもの、薄い棒は抽出したもの。矢印：要因が大きくなると測定値が増える、または減る。残りの分散は、実行の中の偶然と、要因が組み合わさったときだけの効果です。
campaign-extremes-caption = 結果を見て選んだ個々の実行です。起こり得ることを示し、起こりやすいことは示しません。
campaign-failures-caption = これらの実行はどの数値にも含まれず、その組も除いています。捜索を難しくする理由で失敗したのなら、数値は実際より良く出ます。
campaign-sources = 方法：ウィルソン1927（割合）、ニューコム1998方法10（割合の対応のある差）、スチューデント1908（平均）、順序統計量（中央値）、ボンフェローニ（複数の比較）、シードを再抽出した相関比（影響）。

## How to read

campaign-reading-interval = 区間：このような反復実行の{ $confidence }で真の値を含む規則で作っています。真の値とは、同じモデルを限りなく実行したときの値です。
campaign-reading-paired = 対応：すべての案を同じシード、すなわち同じ漂流、同じ気象誤差、同じ偶然で実行したので、差は案によるものです。どちらかに欠けるシードは組から除きます。
campaign-reading-not-shown = 「差は示されない」とは、区間が0を含むことです。案が等しいという意味ではありません。どれほどの差がまだあり得るかは区間が示します。実行を増やすと区間は狭くなります。
campaign-reading-many = 複数の案を比べるときは、すべてが合わせて成り立つように区間を広げます。多くの測定項目を見れば、そのどれかは偶然に違って見えます。どれで決めるかを前もって定めてください。
campaign-reading-curve = 成功曲線の帯は各時刻だけで成り立ち、曲線全体に一度に成り立つものではありません。二つの曲線が異なるかどうかは、帯の重なりではなく対応のある差で判断します。
campaign-reading-cut = どの実行も同じ時間だけ見ているので、曲線は実行の割合そのものです（カプラン・マイヤー推定と一致します）。発見のない実行は未発見とし、平均時間では時間の全体として数えます。
campaign-reading-median = 中央値の区間は二つの実行の間にあり、どのような分布でも成り立ちます。
campaign-reading-influence = 説明する分散：実行間の違いのうち、一つの要因だけに伴う割合（一次の指数）。区間はシードを再抽出して求めた近似です。ここで試した範囲の中で要因を順に並べるもので、ほかの範囲については何も言いません。
campaign-reading-extremes = 最良と最悪の実行は多数の中の極端であり、予測ではありません。
campaign-reading-model = これらはすべて漂流、発見、生存のモデルであり、海そのものではありません。区間はモデルの中の偶然を示し、モデルが現実からどれだけ離れているかは示しません。

## Measures

campaign-measure-found = 捜索対象の発見
campaign-measure-time-to-find = 発見までの時間
campaign-measure-time-to-rescue = 全員収容までの時間
campaign-measure-survivors = 生存救助者の割合
campaign-measure-expected-survivors = 予想生存者の割合
campaign-measure-recovered-alive = 生存救助者数
campaign-measure-dead = 死亡者数
campaign-measure-pos = 成功確率（POS）の最高値
campaign-measure-datum-error = データムの誤差
campaign-measure-datum-shared = データム共有までの時間
campaign-measure-on-task = 最初の勢力が捜索するまでの時間
campaign-measure-searched = 捜索区域のうち捜索した割合
campaign-measure-double-searched = 二つの勢力に同時に割り当てた捜索区域の割合
campaign-measure-search-hours = 勢力の捜索時間合計
campaign-measure-distance-run = 全勢力の航行距離
campaign-measure-objectives = 達成した訓練目標の割合
campaign-measure-coverage = 一度以上監視したパトロール区域の割合
campaign-measure-dark-identified = 識別したAIS不発信船の割合
campaign-measure-revisit = 平均再訪時間
campaign-measure-plugin-faults = プラグインの障害
