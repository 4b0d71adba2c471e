//! What was varied and what was drawn.

use super::{Entry, Page, Scene, Set, caption, heading};

pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    let input = scene.study.input;
    heading(page, scene, "campaign-varied");
    variants(page, scene);
    let factors = input.factors.iter().map(|factor| {
        let levels: Vec<String> = factor.levels.iter().map(|(_, name)| scene.say.words.text(name).to_owned()).collect();
        vec![scene.say.factor(factor).into(), factor.id.clone().into(), scene.say.words.list(&levels).into()]
    });
    let factors: Vec<Vec<Entry>> = factors.collect();
    if !factors.is_empty() {
        page.sub(scene.get("campaign-factors"));
    }
    let columns = [
        scene.column("campaign-factor", Set::Text),
        scene.column("campaign-key", Set::Text),
        scene.column("campaign-levels", Set::Text),
    ];
    page.table(&columns, factors);
    let draws: Vec<Vec<Entry>> =
        input.draws.iter().map(|draw| vec![draw.key.clone().into(), draw.law.clone().into()]).collect();
    if !draws.is_empty() {
        page.sub(scene.get("campaign-draws"));
        page.table(&[scene.column("campaign-key", Set::Text), scene.column("campaign-law", Set::Text)], draws);
        caption(page, scene.get("campaign-draws-caption"));
    }
}

fn variants(page: &mut Page, scene: &Scene<'_>) {
    let row = |(number, variant): (usize, &crate::campaign::Variant)| {
        let settings: Vec<String> = variant.settings.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        let name = match number {
            0 => scene.with("campaign-name-reference", &[("variant", scene.variant(0))]),
            _ => scene.variant(number),
        };
        let runs = crate::campaign::grouped(variant.runs.len() as u64);
        vec![name.into(), variant.id.clone().into(), scene.say.words.list(&settings).into(), runs.into()]
    };
    let rows = scene.study.input.variants.iter().enumerate().map(row).collect();
    page.table(
        &[
            scene.column("campaign-variant", Set::Text),
            scene.column("campaign-key", Set::Text),
            scene.column("campaign-settings", Set::Text),
            scene.column("campaign-runs", Set::Number),
        ],
        rows,
    );
}
