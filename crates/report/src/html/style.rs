//! The style sheet of the report.

/// Plain, and made for A4 paper.
pub(super) const SHEET: &str = r#"
@page { size: A4; margin: 16mm 13mm 16mm 13mm;
  @top-center { content: "EXERCISE EXERCISE EXERCISE"; font: bold 9pt sans-serif; color: #b00020; }
  @bottom-center { content: "EXERCISE EXERCISE EXERCISE   " counter(page) "/" counter(pages); font: 8pt sans-serif; color: #555; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 12px 20px 40px; max-width: 1040px; background: #fff; color: #1a2430;
  font: 15px/1.45 "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
:lang(ko) { font-family: "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo", sans-serif; word-break: keep-all; }
:lang(ja) { font-family: "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic", "Hiragino Sans", "Meiryo", sans-serif; }
body > input { position: absolute; opacity: 0; }
body > label { display: inline-block; padding: 4px 14px; margin: 0 6px 8px 0; border: 1px solid #8a96a3; border-radius: 4px; cursor: pointer; }
body > input:checked + label { background: #12507b; border-color: #12507b; color: #fff; }
body > input:focus-visible + label { outline: 3px solid #e69f00; }
article { display: none; }
#language-en:checked ~ article[lang=en], #language-ko:checked ~ article[lang=ko], #language-ja:checked ~ article[lang=ja] { display: block; }
.marker { margin: 0 0 6px; padding: 5px 10px; border: 2px solid #b00020; color: #b00020; font-weight: bold; letter-spacing: .04em; text-align: center; }
.doubt { margin: 8px 0; padding: 5px 10px; border-left: 6px solid #b00020; background: #fdecee; font-weight: 600; overflow-wrap: anywhere; }
h1 { margin: 14px 0 4px; font-size: 26px; line-height: 1.2; }
h2 { margin: 34px 0 8px; padding-bottom: 3px; border-bottom: 2px solid #12507b; font-size: 19px; color: #12507b; break-after: avoid; }
h3 { margin: 20px 0 6px; font-size: 15px; break-after: avoid; }
p { margin: 6px 0; }
.caption { color: #4d5a66; font-size: 13px; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 2px 14px; margin: 8px 0; font-size: 13px; }
.facts dt { color: #4d5a66; } .facts dd { margin: 0; overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(3, 1fr); gap: 10px; margin: 12px 0; }
.tile { padding: 8px 12px; border: 1px solid #c9d3dc; border-left: 5px solid #12507b; break-inside: avoid; }
.tile b { display: block; font-size: 21px; line-height: 1.25; } .tile span { display: block; color: #4d5a66; font-size: 13px; }
.wide { overflow-x: auto; }
table { width: 100%; margin: 8px 0 14px; border-collapse: collapse; font-size: 13px; }
th, td { padding: 4px 8px; border-bottom: 1px solid #dbe2e8; text-align: left; vertical-align: top; overflow-wrap: break-word; }
th { background: #eef3f7; font-weight: 600; } thead { display: table-header-group; } tr { break-inside: avoid; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.fixed { white-space: nowrap; font-variant-numeric: tabular-nums; }
.passed { color: #00664a; font-weight: bold; } .failed { color: #b00020; font-weight: bold; }
svg { display: block; width: 100%; height: auto; margin: 6px 0; break-inside: avoid; }
.hash { font-family: ui-monospace, "Cascadia Mono", Consolas, monospace; font-size: 12px; overflow-wrap: anywhere; }
@media (max-width: 700px) { .tiles { grid-template-columns: 1fr; } }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } body > label { display: none; }
  table, .facts { font-size: 8.5pt; } .wide { overflow: visible; } h2 { margin-top: 20px; } .leaf { break-before: page; } * { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
"#;
