//! What a message should state and does not. Nothing of it is refused: on a bad day a form goes out half empty, and the
//! reader sees what is not stated; its writer should see it first.

use sarex_sim::talk::{
    Body, DistressAlert, HandOver, ReadBack, Request, SearchAction, Sitrep, SitrepForm, Task, Tasking,
};

/// Keys of the parts that are blank, in their order on the form.
pub fn missing(body: &Body) -> Vec<&'static str> {
    let parts = match body {
        Body::Text => Vec::new(),
        Body::DistressAlert(alert) => of_alert(alert),
        Body::Sitrep(sitrep) => of_sitrep(sitrep),
        Body::SearchActionMessage(action) => of_action(action),
        Body::Tasking(tasking) => of_tasking(tasking),
        Body::ReadBack(back) => of_read_back(back),
        Body::RequestForInformation(request) => of_request(request),
        Body::HandOver(hand_over) => of_hand_over(hand_over),
    };
    parts.into_iter().filter(|(_, blank)| *blank).map(|(key, _)| key).collect()
}

type Parts = Vec<(&'static str, bool)>;

fn of_alert(alert: &DistressAlert) -> Parts {
    vec![
        ("field-source", alert.source.is_none()),
        ("field-nature", alert.nature.is_none()),
        ("field-casualty", alert.casualty.is_blank()),
        ("field-position", alert.position.at.is_none()),
        ("field-persons", alert.persons.is_blank()),
        ("field-assistance", alert.assistance.is_blank()),
    ]
}

fn of_sitrep(sitrep: &Sitrep) -> Parts {
    let situation = sitrep.phase.is_none() && sitrep.nature.is_none() && sitrep.situation.is_blank();
    let mut parts = vec![
        ("sitrep-a", sitrep.casualty.is_blank()),
        ("sitrep-b", sitrep.position.at.is_none()),
        ("sitrep-c", situation),
        ("sitrep-d", sitrep.persons.is_blank()),
        ("sitrep-e", sitrep.assistance.is_blank()),
        ("sitrep-f", sitrep.coordinator.is_none()),
    ];
    if sitrep.form == Some(SitrepForm::Long) {
        parts.extend([
            ("sitrep-g", sitrep.description.is_blank()),
            ("sitrep-h", sitrep.weather.is_blank()),
            ("sitrep-j", sitrep.deeds.is_empty() && sitrep.actions.is_blank()),
            ("sitrep-k", sitrep.areas.is_empty()),
            ("sitrep-l", sitrep.coordination.is_blank()),
            ("sitrep-m", sitrep.plans.is_blank()),
            ("sitrep-n", sitrep.additional.is_blank()),
        ]);
    }
    parts
}

fn of_action(action: &SearchAction) -> Parts {
    vec![
        ("action-1", action.situation.is_blank()),
        ("action-2", action.areas.is_empty()),
        ("action-3", action.execution.is_empty()),
        ("action-4", action.coordination.is_blank()),
        ("action-5", action.communications.is_blank()),
        ("action-6", action.reports.is_blank()),
    ]
}

fn of_tasking(tasking: &Tasking) -> Parts {
    let searches = tasking.task == Some(Task::Search);
    vec![
        ("field-unit", tasking.unit.is_none()),
        ("field-task", tasking.task.is_none()),
        ("field-place", !searches && tasking.at.is_none()),
        ("field-area", searches && tasking.area.is_blank()),
        ("field-pattern", searches && tasking.pattern.is_none()),
        ("field-channel", tasking.channel.is_none()),
        ("field-report-to", tasking.report_to.is_none()),
    ]
}

fn of_read_back(back: &ReadBack) -> Parts {
    vec![("field-of", back.of.is_none()), ("field-place", back.facts.is_blank())]
}

fn of_request(request: &Request) -> Parts {
    vec![
        ("field-wanted", request.wanted.is_empty() && request.question.is_blank()),
        ("field-by", request.by_s.is_none()),
    ]
}

fn of_hand_over(hand_over: &HandOver) -> Parts {
    vec![
        ("field-office", hand_over.office.is_none()),
        ("field-taken-by", hand_over.to.is_none()),
        ("field-items", hand_over.items.is_empty()),
    ]
}

/// Nothing at all is filled in, besides which form it is.
pub fn is_blank(body: &Body) -> bool {
    match body {
        Body::Text => true,
        Body::DistressAlert(alert) => alert.is_blank(),
        Body::Sitrep(sitrep) => {
            Sitrep { form: None, number: None, last: false, precedence: None, ..(**sitrep).clone() }.is_blank()
        }
        Body::SearchActionMessage(action) => action.is_blank(),
        Body::Tasking(tasking) => tasking.is_blank(),
        Body::ReadBack(back) => back.facts.is_blank() && back.remarks.is_blank(),
        Body::RequestForInformation(request) => request.is_blank(),
        Body::HandOver(hand_over) => hand_over.is_blank(),
    }
}

#[cfg(test)]
mod tests {
    use sarex_model::position::Position;

    use super::*;

    #[test]
    fn a_blank_form_says_what_it_lacks() {
        let sitrep = |form| Body::Sitrep(Box::new(Sitrep { form: Some(form), ..Sitrep::default() }));
        assert_eq!(missing(&sitrep(SitrepForm::Short)).len(), 6);
        assert_eq!(missing(&sitrep(SitrepForm::Long)).len(), 13);
        assert!(is_blank(&sitrep(SitrepForm::Long)) && missing(&Body::Text).is_empty());
    }

    #[test]
    fn a_search_needs_an_area_and_anything_else_a_place() {
        let tasking =
            |task, at| missing(&Body::Tasking(Box::new(Tasking { task: Some(task), at, ..Tasking::default() })));
        assert!(tasking(Task::Proceed, None).contains(&"field-place"));
        assert!(!tasking(Task::Proceed, Some(Position::new(36.0, 131.0))).contains(&"field-place"));
        let search = tasking(Task::Search, None);
        assert!(search.contains(&"field-area") && !search.contains(&"field-place"));
    }

    #[test]
    fn keys_are_labels_of_the_forms() {
        let words = sarex_report::words::Words::new(sarex_report::words::Language::Ja);
        for kind in sarex_sim::talk::Kind::ALL {
            let body = super::super::compose::blank(*kind);
            assert!(missing(&body).iter().all(|key| words.has(key)), "{kind:?}");
        }
    }
}
