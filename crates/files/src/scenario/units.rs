//! Units under command.

use sarex_model::position::Position;
use sarex_sim::setup::{Base, Cell, Class, Unit, World};

use super::context::Context;
use super::gazetteer::{Spot, SpotKind};
use super::orders::order;
use super::tree::{Field, Span, Table};
use crate::assets::Asset;
use crate::limits::{ID_CHARS, NAME_CHARS};

/// A unit, and what the later checks need of its text.
pub struct Draft {
    /// The unit; a carrier's place is filled in by [`settle`].
    pub unit: Unit,
    /// Where `at` is written.
    pub at_span: Span,
    /// Its number among the units.
    pub number: u32,
    /// It lies in this port, and goes to the open water beside it.
    pub port: Option<String>,
    /// It starts on the deck of its base.
    pub on_deck: bool,
}

enum Stand {
    Place(Position, Option<Spot>),
    Deck(u32),
}

/// Reads `[[unit]]` number `number`.
pub fn unit(context: &Context<'_>, table: &Table<'_>, number: u32, cells: &[Cell]) -> Option<Draft> {
    let id = table.get("id").and_then(|field| field.value().as_str()).unwrap_or_default().to_owned();
    let asset = table.need("asset").and_then(|field| asset(context, &field));
    let class = asset.as_ref().map(|asset| asset.performance.class);
    let name = table.get("name").and_then(|field| field.languages(NAME_CHARS));
    let cell = table.need("cell").and_then(|field| context.cells.resolve(&field));
    let nation = table.get("nation").and_then(|field| field.text(ID_CHARS));
    let at = table.need("at");
    let stand = at.and_then(|field| stand(context, &field, number));
    let base_field = table.get("base");
    let base = base_field.and_then(|field| {
        let base = self::stand(context, &field, number)?;
        if let Stand::Place(place, _) = base {
            context.place(field.span(), place, format!("the base of \"{id}\""), false);
        }
        Some(base)
    });
    let heading_deg = table.number_or("heading", 0.0, 360.0, 0.0) % 360.0;
    let behaviour = table.get("behaviour").and_then(|field| behaviour(context, &field));
    let sensor = table.get("sensor").and_then(|field| plugin(context, &field, World::SensorModel, "a sensor model"));
    let ready_s = table.get("ready_in").and_then(|field| field.seconds()).unwrap_or(0);
    let on_call = table.boolean_or("on_call", false);
    let ais = table.boolean_or("ais", class == Some(Class::Vessel));
    let fuel = table.get("fuel").and_then(|field| fuel(context, &field, &id));
    let order = table.get("order").map(|field| order(context, &field, class));
    table.finish();

    if let (Some(at), Some(Stand::Place(place, spot))) = (&at, &stand) {
        let afloat = class == Some(Class::Vessel) && spot.is_none();
        context.place(at.span(), *place, format!("the unit \"{id}\""), afloat);
    }

    let (asset, at_field, stand) = (asset?, at?, stand?);
    let class = asset.performance.class;
    let (place, spot) = match &stand {
        Stand::Place(place, spot) => (*place, spot.clone()),
        Stand::Deck(_) => (Position::default(), None),
    };
    let nation = nation.unwrap_or_else(|| {
        let own = cell.and_then(|cell| cells.get(cell as usize)).map(|cell| cell.nation.clone()).unwrap_or_default();
        if own.is_empty() { asset.nation.clone() } else { own }
    });
    let base = base_of(context, &at_field, class, (&stand, base, base_field.is_some()), &nation)?;
    let mut performance = asset.performance.clone();
    performance.endurance_s *= fuel.unwrap_or(1.0);
    note_assumed(context, &asset);
    Some(Draft {
        unit: Unit {
            name: name.unwrap_or_else(|| asset.name.clone()),
            id,
            cell: Some(cell?),
            nation,
            performance,
            behaviour,
            sensor,
            at: place,
            heading_deg,
            base,
            ready_s,
            on_call,
            ais,
            kind: asset.kind.clone(),
            order: order.unwrap_or(Some(Default::default()))?,
        },
        at_span: at_field.span(),
        number,
        on_deck: matches!(stand, Stand::Deck(_)),
        port: spot.filter(|spot| spot.kind == SpotKind::Port && class == Class::Vessel).map(|spot| spot.name),
    })
}

/// Puts every unit on a deck where its carrier is. The carriers must stand on their own.
pub fn settle(context: &Context<'_>, drafts: &mut [Draft]) {
    let places: Vec<(u32, Position, bool)> = drafts.iter().map(|d| (d.number, d.unit.at, d.on_deck)).collect();
    for draft in drafts {
        let Base::Deck(carrier) = draft.unit.base else { continue };
        let Some((_, at, decked)) = places.iter().find(|(number, ..)| *number == carrier) else { continue };
        if *decked {
            let hint = Some("name the ship itself".into());
            context.source.error(draft.at_span.clone(), "the carrier stands on a deck itself", hint);
        }
        // A unit that starts elsewhere and lands on a deck keeps its place.
        if draft.on_deck {
            draft.unit.at = *at;
        }
    }
}

/// The asset that a value names.
pub fn asset(context: &Context<'_>, field: &Field<'_>) -> Option<Asset> {
    let id = field.str()?;
    let asset = context.assets.get(id).cloned();
    if asset.is_none() {
        field.error(format!("there is no asset \"{id}\""), context.assets.hint(id));
    }
    asset
}

/// The plugin of a behaviour, written `{ plugin = "..." }` or as a bare id.
pub fn behaviour(context: &Context<'_>, field: &Field<'_>) -> Option<u32> {
    plugin(context, field, World::VesselBehaviour, "a behaviour")
}

fn plugin(context: &Context<'_>, field: &Field<'_>, world: World, what: &'static str) -> Option<u32> {
    if !field.is_table() {
        return context.plugin(field, world);
    }
    let table = field.table(what)?;
    let plugin = table.need("plugin").and_then(|field| context.plugin(&field, world));
    table.finish();
    plugin
}

/// Says in the report which figures of an asset are assumed.
pub fn note_assumed(context: &Context<'_>, asset: &Asset) {
    let assumed = asset.assumed();
    if !assumed.is_empty() {
        context.note(format!("asset {}: assumed, not published: {}", asset.performance.asset, assumed.join(", ")));
    }
}

fn stand(context: &Context<'_>, field: &Field<'_>, own: u32) -> Option<Stand> {
    if !field.is_table() {
        return context.spot(field).map(|(at, spot)| Stand::Place(at, spot));
    }
    let table = field.table("a place")?;
    let deck = table.need("deck_of").and_then(|field| {
        let carrier = context.units.resolve(&field)?;
        if carrier == own {
            field.error("a unit cannot stand on its own deck", None);
            return None;
        }
        Some(carrier)
    });
    table.finish();
    deck.map(Stand::Deck)
}

fn base_of(
    context: &Context<'_>,
    at: &Field<'_>,
    class: Class,
    (stand, base, written): (&Stand, Option<Stand>, bool),
    nation: &str,
) -> Option<Base> {
    match (base, stand) {
        (Some(Stand::Place(place, _)), _) => Some(Base::Place(place)),
        (Some(Stand::Deck(carrier)), _) => Some(Base::Deck(carrier)),
        (None, Stand::Deck(carrier)) => Some(Base::Deck(*carrier)),
        (None, Stand::Place(..)) if written => None,
        (None, Stand::Place(place, Some(spot))) => {
            if spot.kind == SpotKind::Airfield && class == Class::Vessel {
                at.error(
                    format!("a vessel cannot start at the airfield {}", spot.name),
                    Some("name a port or a position".into()),
                );
                return None;
            }
            Some(Base::Place(*place))
        }
        (None, Stand::Place(place, None)) if class == Class::Vessel => {
            // A vessel at sea goes home to a port of its own nation.
            Some(Base::Place(context.gazetteer().nearest_port(*place, nation).map_or(*place, |spot| spot.at)))
        }
        (None, Stand::Place(_, None)) => {
            let hint = "add base = \"RJOH\" (an airfield or port), or base = { deck_of = \"unit-id\" }".to_owned();
            at.error("an aircraft that starts in the air needs a base to return to", Some(hint));
            None
        }
    }
}

/// The share of full tanks that a unit has.
fn fuel(context: &Context<'_>, field: &Field<'_>, id: &str) -> Option<f64> {
    let share = field.number(0.0, 1.0)?;
    if share == 0.0 {
        let hint = "give it a share from above 0 to 1, or leave `fuel` out for full tanks".to_owned();
        field.error(format!("the unit \"{id}\" has no fuel"), Some(hint));
        return None;
    }
    if share < 1.0 {
        context.note(format!("unit {id}: endurance is {:.0} % of the asset's for the whole exercise", share * 100.0));
    }
    Some(share)
}
