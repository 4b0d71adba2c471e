//! The plugins of the exercise: who made them, whether they are the ones agreed on, what they cost.

use sarex_sim::setup::PluginDecl;

use super::{Block, Entry, Page, Scene, Set, caption, heading, table};

/// One line at the top when a plugin was not the pinned one, or nobody trusted signed it; nothing otherwise.
pub(super) fn mark(page: &mut Page, scene: &Scene<'_>) {
    let doubtful = scene.input.brief.plugins.iter().filter_map(|plugin| {
        let doubts = doubts(scene, plugin);
        let named = |doubts: &[String]| {
            let words = [("plugin", plugin.id.clone()), ("doubts", scene.words.list(doubts))];
            scene.words.with("report-plugin-doubt", &words)
        };
        (!doubts.is_empty()).then(|| named(&doubts))
    });
    let doubtful: Vec<String> = doubtful.collect();
    if !doubtful.is_empty() {
        let plugins = scene.words.list(&doubtful);
        page.push(Block::Doubt(scene.words.with("report-plugins-doubtful", &[("plugins", plugins)])));
    }
}

fn doubts(scene: &Scene<'_>, plugin: &PluginDecl) -> Vec<String> {
    let pin = match &plugin.pin {
        None => Some("report-not-pinned"),
        Some(_) if !plugin.pinned() => Some("report-other-than-pinned"),
        Some(_) => None,
    };
    let signed = plugin.signer.is_none().then_some("report-not-signed");
    pin.into_iter().chain(signed).map(|key| scene.get(key)).collect()
}

/// Identity and cost of every plugin.
pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    if scene.input.brief.plugins.is_empty() && scene.input.costs.is_empty() {
        return;
    }
    heading(page, scene, "report-plugins");
    identities(page, scene);
    costs(page, scene);
}

fn identities(page: &mut Page, scene: &Scene<'_>) {
    let rows = scene.input.brief.plugins.iter().map(|plugin| {
        let pinned = match &plugin.pin {
            None => Entry::failed(scene.get("report-not-pinned")),
            Some(_) if !plugin.pinned() => Entry::failed(scene.get("report-other-than-pinned")),
            Some(_) => scene.get("report-pinned").into(),
        };
        let signed = plugin.signer.clone().map_or_else(|| Entry::failed(scene.get("report-not-signed")), Entry::from);
        let version = if plugin.version.is_empty() { scene.get("none") } else { plugin.version.clone() };
        vec![plugin.id.clone().into(), plugin.world.name().to_owned().into(), version.into(), pinned, signed]
    });
    let column = |key: &str| (scene.get(key), Set::Text);
    let columns =
        ["report-plugin", "report-world", "report-plugin-version", "report-component", "report-signed-by"].map(column);
    table(page, &columns, rows.collect());
}

fn costs(page: &mut Page, scene: &Scene<'_>) {
    if scene.input.costs.is_empty() {
        return;
    }
    let rows = scene.input.costs.iter().map(|cost| {
        let state = if cost.suspended { scene.get("report-suspended") } else { String::new() };
        vec![
            cost.id.clone().into(),
            grouped(cost.calls).into(),
            grouped(cost.ships).into(),
            grouped(cost.fuel).into(),
            scene.words.share(cost.peak_share).into(),
            format!("{:.2} s", cost.wall_s).into(),
            cost.faults.to_string().into(),
            state.into(),
        ]
    });
    let column = |key: &str, set| (scene.get(key), set);
    table(
        page,
        &[
            column("report-plugin", Set::Text),
            column("report-calls", Set::Number),
            column("report-decisions", Set::Number),
            column("report-plugin-fuel", Set::Number),
            column("report-peak-share", Set::Number),
            column("report-wall", Set::Number),
            column("report-faults", Set::Number),
            column("report-state", Set::Text),
        ],
        rows.collect(),
    );
    caption(page, scene.get("report-plugins-caption"));
}

/// Digits in threes, with narrow spaces.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (k, digit) in digits.chars().enumerate() {
        if k > 0 && (digits.len() - k).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}
