//! `sarex pattern`: a search pattern planned by a plugin, as GeoJSON or GPX.

use sarex_files::{
    export::{self, ExportLine},
    roots::Roots,
};
use sarex_model::{
    position::{self, LocalFrame, Position, Vec2},
    units,
};
use sarex_plugin_host::{HostOptions, PluginHost};
use sarex_sim::{
    decision::{Decisions, PlannedSearch, SearchAsset, SearchTask},
    setup::World,
};

use crate::{
    args::{ClassArg, Format, PatternArgs},
    failure::Failure,
    outputs, run,
};

/// Legs at most: a day at one a minute.
const MAX_LEGS: u32 = 1_440;

/// Plans and writes a pattern.
pub fn pattern(args: &PatternArgs) -> Result<(), Failure> {
    let task = task(args)?;
    let planned = plan(args, &task)?;
    if !planned.note.is_empty() {
        eprintln!("{}", planned.note);
    }
    let frame = LocalFrame::new(task.frame);
    let lines: Vec<ExportLine> = planned.assets.iter().map(|part| line(&planned.name, part, &frame)).collect();
    let text = match args.format {
        Format::Geojson => export::geojson(&lines),
        Format::Gpx => export::gpx(&lines),
    };
    match &args.out {
        Some(file) => outputs::write_whole(file, text.as_bytes())?,
        None => println!("{text}"),
    }
    Ok(())
}

fn place(text: &str) -> Result<Position, Failure> {
    position::parse(text).map_err(|e| Failure::input(format!("{text}: {e}")))
}

fn number(text: &str, what: &str) -> Result<f64, Failure> {
    text.trim().parse().map_err(|_| Failure::input(format!("{text}: {what} is not a number")))
}

fn task(args: &PatternArgs) -> Result<SearchTask, Failure> {
    let frame = place(&args.datum)?;
    let local = LocalFrame::new(frame);
    let points =
        |texts: &[String]| texts.iter().map(|t| Ok(local.to_local(place(t)?))).collect::<Result<Vec<_>, Failure>>();
    let start = args.start.as_deref().map(place).transpose()?.map_or(Vec2::default(), |p| local.to_local(p));
    let endurance_s = run::duration(&args.endurance)? as f64;
    let speed_mps = units::knots(args.speed_kn);
    let drift_mps = match &args.drift {
        None => Vec2::default(),
        Some(text) => {
            let (to, speed) = text
                .split_once('/')
                .ok_or_else(|| Failure::input(format!("{text}: write direction/speed, for example 110/0.6")))?;
            Vec2::from_polar(number(to, "the direction")?, units::knots(number(speed, "the speed")?))
        }
    };
    let params = args.params.iter().map(|text| {
        let (key, value) = text.split_once('=').ok_or_else(|| Failure::input(format!("{text}: write KEY=VALUE")))?;
        Ok((key.to_owned(), number(value, key)?))
    });
    let asset = |id: u32| SearchAsset {
        id,
        class: class(args.class),
        start,
        cruise_mps: speed_mps,
        search_mps: speed_mps,
        endurance_s,
        turn_radius_m: speed_mps / (args.turn_rate.max(0.01) * std::f64::consts::PI / 180.0),
        sweep_width_m: units::nm(args.sweep_width_nm),
        search_alt_m: args.height_m,
        base: start,
    };
    Ok(SearchTask {
        pattern: args.kind.clone(),
        params: params.collect::<Result<_, Failure>>()?,
        frame,
        time_s: 0.0,
        datum: Vec2::default(),
        error_radius_m: units::nm(args.error_nm),
        drift_mps,
        area: points(&args.area)?,
        track: points(&args.track)?,
        assets: (0..args.units.clamp(1, 20)).map(asset).collect(),
        wind_mps: Vec2::default(),
        current_mps: Vec2::default(),
        visibility_m: units::nm(10.0),
        wave_height_m: 0.0,
        poc: None,
        spacing_m: args.spacing_nm.map(units::nm),
        max_legs: MAX_LEGS,
    })
}

fn class(class: ClassArg) -> u32 {
    match class {
        ClassArg::Vessel => 0,
        ClassArg::Helicopter => 1,
        ClassArg::Aeroplane => 2,
        ClassArg::Drone => 3,
    }
}

/// Asks the named plugin, or the first one that plans this pattern.
fn plan(args: &PatternArgs, task: &SearchTask) -> Result<PlannedSearch, Failure> {
    let roots = Roots::find();
    let files = match &args.plugin {
        Some(id) => vec![Ok(sarex_plugin_host::find(&roots.plugins, id).map_err(Failure::input)?)],
        None => sarex_plugin_host::discover(&roots.plugins).0.into_iter().map(Ok).collect(),
    };
    let (mut host, decls, _) = PluginHost::load(&files, &[], &HostOptions::default());
    let planners = || (0_u32..).zip(&decls).filter(|(_, d)| d.world == World::SearchPattern);
    let chosen = planners().find(|(_, d)| d.patterns.contains(&args.kind));
    let Some((plugin, decl)) = chosen else {
        let known: Vec<&str> = planners().flat_map(|(_, d)| d.patterns.iter().map(String::as_str)).collect();
        let hint = sarex_files::finding::did_you_mean(&args.kind, known.iter().copied())
            .unwrap_or_else(|| format!("patterns here: {}", known.join(", ")));
        return Err(Failure::input(format!("{}: no plugin plans this pattern\n  hint: {hint}", args.kind)));
    };
    host.plan(plugin, task).map_err(|reason| Failure::input(format!("{}: {reason}", decl.id)))
}

fn line(name: &str, part: &sarex_sim::decision::AssetPlan, frame: &LocalFrame) -> ExportLine {
    let mut points = vec![frame.to_position(part.commence)];
    points.extend(part.legs.iter().map(|leg| frame.to_position(leg.to)));
    ExportLine {
        name: format!("{name}, unit {}", part.asset + 1),
        description: format!(
            "{} legs, track spacing {:.2} nm, commence search point first",
            part.legs.len(),
            units::to_nm(part.spacing_m)
        ),
        points,
        times_unix_s: Vec::new(),
    }
}
