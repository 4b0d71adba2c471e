//! How messages travel: channels, the quality of each link between two cells, and who is within reach by radio.

use sarex_model::{horizon::radar_horizon_nm, position::Position, units::nm};
use serde::{Deserialize, Serialize};

use crate::{exercise::Exercise, levers, limits::MESSAGE_DELAY_S, setup::Text};

/// The communications of an exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Communications {
    /// Channels; at least one, the first is used where a message names none.
    pub channels: Vec<Channel>,
    /// What differs on some links.
    pub links: Vec<LinkRule>,
    /// Shore stations, for channels with a range.
    pub stations: Vec<Station>,
    /// Cells whose messages are read by people, not by a clerk as they come (numbers).
    pub people: Vec<u32>,
}

/// A way for messages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Channel {
    /// Id, for example `vhf-16`.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// What carries it.
    pub carrier: Carrier,
    /// Greatest distance between stations, metres; none: unlimited, or on VHF the radio horizon.
    pub range_m: Option<f64>,
    /// How good it is where no link says otherwise.
    pub quality: Quality,
}

/// What carries a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Carrier {
    /// Written, by line or network.
    Line,
    /// Written, by satellite.
    Satellite,
    /// Spoken, by telephone.
    Telephone,
    /// Spoken, by VHF radio: as far as the radio horizon.
    Vhf,
    /// Spoken, by MF or HF radio.
    Mf,
}

impl Carrier {
    /// Spoken: figures can be misheard, and nothing but an answer tells the sender that it arrived.
    pub fn spoken(self) -> bool {
        matches!(self, Carrier::Telephone | Carrier::Vhf | Carrier::Mf)
    }
}

/// A shore station of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Station {
    /// Number of the cell.
    pub cell: u32,
    /// Where its antenna stands.
    pub at: Position,
    /// Height of the antenna, metres.
    pub height_m: f64,
}

/// How good a link is. None leaves it as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// Seconds from sending to delivery.
    pub delay_s: Option<u64>,
    /// Chance that a message is lost, 0..=1.
    pub loss: Option<f64>,
    /// Seconds more for free text between cells of different languages (an interpreter). Structured messages need none:
    /// each reader sees them in the own language.
    pub interpret_s: Option<u64>,
    /// Chance that a figure of a spoken message is understood wrongly between cells of different languages, 0..=1.
    pub mishear: Option<f64>,
    /// Nothing gets through.
    pub cut: Option<bool>,
}

impl Quality {
    fn overlaid(self, other: Self) -> Self {
        Self {
            delay_s: other.delay_s.or(self.delay_s),
            loss: other.loss.or(self.loss),
            interpret_s: other.interpret_s.or(self.interpret_s),
            mishear: other.mishear.or(self.mishear),
            cut: other.cut.or(self.cut),
        }
    }
}

/// Which links are meant. None: all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Number of the channel.
    pub channel: Option<u32>,
    /// Number of a cell.
    pub a: Option<u32>,
    /// Number of the other cell; either may be the sender.
    pub b: Option<u32>,
}

impl Link {
    fn covers(&self, channel: u32, from: u32, to: u32) -> bool {
        let end = |wanted: Option<u32>, cell: u32| wanted.is_none_or(|wanted| wanted == cell);
        end(self.channel, channel) && (end(self.a, from) && end(self.b, to) || end(self.a, to) && end(self.b, from))
    }
}

/// Quality of some links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "plain")]
pub struct LinkRule {
    pub link: Link,
    pub quality: Quality,
}

impl Default for Communications {
    /// One line that loses nothing.
    fn default() -> Self {
        Self { channels: vec![Channel::line()], links: Vec::new(), stations: Vec::new(), people: Vec::new() }
    }
}

impl Channel {
    /// Telephone and data line, read within a minute (assumed).
    pub fn line() -> Self {
        let name = Text {
            en: "Line (telex, e-mail)".into(),
            ko: Some("유선(텔렉스·전자우편)".into()),
            ja: Some("有線(テレックス・電子メール)".into()),
        };
        let quality = Quality { delay_s: Some(MESSAGE_DELAY_S), ..Quality::default() };
        Self { id: "line".into(), name, carrier: Carrier::Line, range_m: None, quality }
    }
}

impl Exercise {
    /// The quality of a link now.
    pub(super) fn quality(&self, channel: u32, from: u32, to: u32) -> Quality {
        let base = self.channel(channel).map_or_else(Quality::default, |c| c.quality);
        let rules = self.state.talk.rules.iter().filter(|rule| rule.link.covers(channel, from, to));
        rules.fold(base, |quality, rule| quality.overlaid(rule.quality))
    }

    pub(super) fn channel(&self, channel: u32) -> Option<&Channel> {
        self.setup.communications.channels.get(channel as usize)
    }

    /// Whether two cells reach one another on a channel: some station or unit of one is near enough to one of the other.
    pub(super) fn in_reach(&self, channel: u32, from: u32, to: u32) -> bool {
        let Some(channel) = self.channel(channel) else { return true };
        if channel.carrier != Carrier::Vhf && channel.range_m.is_none() {
            return true;
        }
        let theirs = self.antennas(to);
        self.antennas(from).iter().any(|(here, low_m)| {
            theirs.iter().any(|(there, high_m)| {
                let horizon_m = nm(radar_horizon_nm(*low_m, *high_m));
                let most_m = channel.range_m.unwrap_or(f64::INFINITY);
                let limit_m = if channel.carrier == Carrier::Vhf { most_m.min(horizon_m) } else { most_m };
                here.distance_m(*there) <= limit_m
            })
        })
    }

    /// Antennas of a cell: its shore stations and its units (assumed as high as their eyes), with heights in metres.
    fn antennas(&self, cell: u32) -> Vec<(Position, f64)> {
        let shore = self.setup.communications.stations.iter().filter(|s| s.cell == cell).map(|s| (s.at, s.height_m));
        let units = (0_u32..).zip(self.setup.units.iter().zip(&self.state.units));
        let heard = units.filter(|(number, (unit, state))| {
            unit.cell == Some(cell) && !state.lost && levers::reachable(self, *number)
        });
        shore.chain(heard.map(|(_, (unit, state))| (state.at, unit.performance.sensor_height_m))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_covers_both_ways_and_no_others() {
        let link = Link { channel: Some(1), a: Some(0), b: Some(2) };
        assert!(link.covers(1, 0, 2) && link.covers(1, 2, 0));
        assert!(!link.covers(0, 0, 2) && !link.covers(1, 0, 1) && !link.covers(1, 2, 1));
        let cell = Link { a: Some(1), ..Link::default() };
        assert!(cell.covers(0, 1, 5) && cell.covers(3, 5, 1) && !cell.covers(0, 2, 5));
        assert!(Link::default().covers(7, 8, 9));
    }

    #[test]
    fn a_later_quality_counts_more() {
        let base = Quality { delay_s: Some(60), loss: Some(0.1), ..Quality::default() };
        let over = base.overlaid(Quality { loss: Some(0.5), ..Quality::default() });
        assert_eq!((over.delay_s, over.loss, over.cut), (Some(60), Some(0.5), None));
    }
}
