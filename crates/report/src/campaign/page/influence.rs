//! What the outcome depends on.

use sarex_model::statistics::Sign;

use super::{Entry, Page, Scene, Set, caption, heading};
use crate::{
    campaign::{Influence, Measured, Unit},
    figure::campaign as figure,
};

pub(super) fn section(page: &mut Page, scene: &Scene<'_>) {
    if scene.found.influences.iter().all(|(_, all)| all.is_empty()) {
        return;
    }
    heading(page, scene, "campaign-influence");
    page.text(scene.get("campaign-influence-text"));
    for (number, all) in &scene.found.influences {
        let Some(measured) = scene.study.measures.get(*number).filter(|_| !all.is_empty()) else { continue };
        page.sub(scene.say.name(measured.measure));
        figure::influences(scene.study, scene.say, measured, all).into_iter().for_each(|f| page.figure(f));
        table(page, scene, measured, all);
    }
    caption(page, scene.get("campaign-influence-caption"));
}

fn table(page: &mut Page, scene: &Scene<'_>, measured: &Measured<'_>, all: &[Influence]) {
    let row = |influence: &Influence| -> Vec<Entry> {
        let effect = &influence.effect;
        let interval = effect.interval.map(|i| scene.say.between(Unit::Share, &i));
        vec![
            scene.say.source(scene.study.input, influence.source).into(),
            scene.say.value(Unit::Share, effect.share).into(),
            interval.unwrap_or_else(|| scene.get("campaign-no-interval")).into(),
            direction(scene, measured, influence).into(),
            effect.groups.to_string().into(),
        ]
    };
    let columns = [
        scene.column("campaign-input", Set::Text),
        scene.column("campaign-explained", Set::Number),
        scene.column("campaign-interval", Set::Number),
        scene.column("campaign-direction", Set::Text),
        scene.column("campaign-groups", Set::Number),
    ];
    page.table(&columns, all.iter().map(row).collect());
}

fn direction(scene: &Scene<'_>, measured: &Measured<'_>, influence: &Influence) -> String {
    if influence.effect.correlation.is_none() {
        return scene.get("campaign-no-order");
    }
    let measure = [("measure", scene.say.name(measured.measure))];
    match influence.effect.direction {
        Sign::Above => scene.with("campaign-rises", &measure),
        Sign::Below => scene.with("campaign-falls", &measure),
        Sign::NotShown => scene.get("campaign-no-direction"),
    }
}
