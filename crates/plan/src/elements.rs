//! Drift elements and searcher tracks from CSV files, and elements back with new weights.

use std::collections::BTreeMap;
use std::path::Path;

use sarex_files::finding::Finding;
use sarex_model::position::Position;

/// Bytes of a file: ten thousand elements at three hundred times.
const MOST_BYTES: u64 = 512 << 20;
/// Rows of a file.
const MOST_ROWS: usize = 4_000_000;
/// Elements that are taken.
pub(crate) const MOST_ELEMENTS: usize = 200_000;
/// Findings after which a file is given up.
const MOST_FINDINGS: usize = 20;

/// One element: its weight and where it is when.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Element {
    /// Its number in the file.
    pub id: u64,
    /// Its weight, of its last row.
    pub weight: f64,
    /// Seconds since 1970 (0 without times), rising.
    pub times_s: Vec<f64>,
    /// Where it is at each time.
    pub places: Vec<Position>,
    /// Last time at which it was not yet in the water.
    pub waiting_until_s: Option<f64>,
}

/// Elements of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ElementFile {
    /// Elements in the order of their numbers; those that never were in the water are left out.
    pub elements: Vec<Element>,
    /// Weight of those that are left out.
    pub waiting_weight: f64,
    /// Whether the rows have times.
    pub timed: bool,
}

/// A row of a searcher's track.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fix {
    /// Who.
    pub unit: String,
    /// Seconds since 1970.
    pub time_s: f64,
    /// Where.
    pub at: Position,
    /// Sweep width from here to the next row, nautical miles.
    pub sweep_width_nm: f64,
    /// Range beyond which nothing is seen, nautical miles.
    pub max_range_nm: Option<f64>,
}

/// A CSV file with a header line, with its findings.
struct Csv<'t> {
    name: String,
    header: Vec<&'t str>,
    findings: Vec<Finding>,
}

impl<'t> Csv<'t> {
    fn column(&self, names: &[&str]) -> Option<usize> {
        self.header.iter().position(|cell| names.contains(cell))
    }

    fn need(&mut self, name: &str) -> usize {
        self.column(&[name]).unwrap_or_else(|| {
            let hint = format!("the header line needs a column {name}; found: {}", self.header.join(","));
            self.findings
                .push(Finding { line: 1, ..Finding::of_file(&self.name, format!("no column {name}"), Some(hint)) });
            0
        })
    }

    fn error(&mut self, line: usize, message: String, hint: &str) {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let finding = Finding { line, column: 1, ..Finding::of_file(&self.name, message, Some(hint.to_owned())) };
        self.findings.push(finding);
    }

    fn number(&mut self, line: usize, cells: &[&str], column: usize, limits: [f64; 2]) -> f64 {
        let text = cells.get(column).copied().unwrap_or_default();
        match text.parse::<f64>() {
            Ok(value) if (limits[0]..=limits[1]).contains(&value) => value,
            _ => {
                let name = self.header.get(column).copied().unwrap_or("?").to_owned();
                let hint = format!("write a number from {} to {}", limits[0], limits[1]);
                self.error(line, format!("\"{text}\" in column {name}"), &hint);
                f64::NAN
            }
        }
    }

    fn time(&mut self, line: usize, cells: &[&str], column: usize, unix: bool) -> f64 {
        if unix {
            return self.number(line, cells, column, [-1e11, 1e11]);
        }
        let text = cells.get(column).copied().unwrap_or_default();
        crate::rows::iso(text).map_or_else(
            || {
                self.error(line, format!("\"{text}\" is no time"), "write 2026-11-20T06:00:00Z, or use time_unix_s");
                f64::NAN
            },
            |s| s as f64,
        )
    }

    /// Columns of a time: seconds since 1970, or ISO 8601.
    fn time_column(&self) -> Option<(usize, bool)> {
        let unix = self.column(&["time_unix_s"]).map(|column| (column, true));
        unix.or_else(|| self.column(&["time_utc", "time"]).map(|column| (column, false)))
    }

    fn full(&self) -> bool {
        self.findings.len() >= MOST_FINDINGS
    }
}

/// The text of a file within its bound.
pub(crate) fn read_text(path: &Path) -> Result<String, Vec<Finding>> {
    let name = path.display().to_string();
    let failed = |e: String| vec![Finding::of_file(&name, e, None)];
    let size = std::fs::metadata(path).map_err(|e| failed(e.to_string()))?.len();
    if size > MOST_BYTES {
        return Err(failed(format!("{size} bytes, at most {MOST_BYTES} are read")));
    }
    std::fs::read_to_string(path).map_err(|e| failed(e.to_string()))
}

/// Cells of a line.
fn cells(line: &str) -> Vec<&str> {
    line.split(',').map(|cell| cell.trim().trim_matches('"')).collect()
}

/// Lines that hold something, with their numbers; the first is the header.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let numbered = text.lines().enumerate().map(|(n, line)| (n + 1, line));
    numbered.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

fn open<'t>(name: &str, text: &'t str) -> Result<Csv<'t>, Vec<Finding>> {
    let Some((_, first)) = lines(text).next() else {
        return Err(vec![Finding::of_file(name, "the file is empty", Some("it needs a header line and rows".into()))]);
    };
    if lines(text).nth(MOST_ROWS + 1).is_some() {
        return Err(vec![Finding::of_file(
            name,
            format!("more than {MOST_ROWS} rows"),
            Some("give fewer times".into()),
        )]);
    }
    Ok(Csv { name: name.to_owned(), header: cells(first), findings: Vec::new() })
}

/// Elements as `sarex drift` writes them: columns `lon_deg`, `lat_deg` and, where known, `element`, `time_utc` (or `time`, or
/// `time_unix_s`), `weight`, `status`.
pub(crate) fn read_elements(name: &str, text: &str) -> Result<ElementFile, Vec<Finding>> {
    let mut csv = open(name, text)?;
    let (lon, lat) = (csv.need("lon_deg"), csv.need("lat_deg"));
    let (element, weight, status) = (csv.column(&["element"]), csv.column(&["weight"]), csv.column(&["status"]));
    let time = csv.time_column();
    let mut found: BTreeMap<u64, Element> = BTreeMap::new();
    for (row, (line, text)) in lines(text).skip(1).enumerate() {
        if csv.full() {
            break;
        }
        let cells = cells(text);
        let at =
            Position::new(csv.number(line, &cells, lat, [-90.0, 90.0]), csv.number(line, &cells, lon, [-180.0, 180.0]));
        let id = element.map_or(row as u64, |column| csv.number(line, &cells, column, [0.0, 1e15]) as u64);
        let time_s = time.map_or(0.0, |(column, unix)| csv.time(line, &cells, column, unix));
        let weight = weight.map_or(1.0, |column| csv.number(line, &cells, column, [0.0, 1e15]));
        let waiting = status.is_some_and(|column| cells.get(column) == Some(&"waiting"));
        if csv.full() || !csv.findings.is_empty() {
            continue;
        }
        let entry = found.entry(id).or_insert_with(|| Element { id, ..Element::default() });
        entry.weight = weight;
        if waiting {
            entry.waiting_until_s = Some(entry.waiting_until_s.map_or(time_s, |before| before.max(time_s)));
        } else {
            entry.times_s.push(time_s);
            entry.places.push(at);
        }
        if found.len() > MOST_ELEMENTS {
            csv.error(line, format!("more than {MOST_ELEMENTS} elements"), "use a smaller ensemble");
            break;
        }
    }
    if csv.findings.is_empty() {
        let twice: Vec<u64> = found.values_mut().filter_map(|element| (!rise(element)).then_some(element.id)).collect();
        if let Some(id) = twice.first() {
            let count = twice.len();
            let hint = if time.is_some() { "give each element one row a time" } else { "add a column time_utc" };
            csv.error(1, format!("{count} elements are in two places at one time, the first is element {id}"), hint);
        }
    }
    let total: f64 = found.values().map(|element| element.weight).sum();
    if csv.findings.is_empty() && (total <= 0.0 || total.is_nan()) {
        csv.error(1, "no element has a weight above 0".into(), "weights are shares of the probability");
    }
    if !csv.findings.is_empty() {
        return Err(csv.findings);
    }
    let (elements, waiting): (Vec<_>, Vec<_>) = found.into_values().partition(|element| !element.times_s.is_empty());
    let waiting_weight = waiting.iter().map(|element| element.weight).sum();
    Ok(ElementFile { elements, waiting_weight, timed: time.is_some() })
}

/// Brings the rows of an element into the order of time; false when two are at one time.
fn rise(element: &mut Element) -> bool {
    let mut rows: Vec<(f64, Position)> = element.times_s.iter().copied().zip(element.places.iter().copied()).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    (element.times_s, element.places) = rows.into_iter().unzip();
    element.times_s.windows(2).all(|pair| pair[0] != pair[1])
}

/// The same file with other weights; elements that are not named keep no weight. A column is added where there is none.
pub(crate) fn with_weights(text: &str, weights: &BTreeMap<u64, f64>) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut rows = lines(text);
    let header = rows.next().map(|(_, line)| cells(line)).unwrap_or_default();
    let column = header.iter().position(|cell| *cell == "weight");
    let element = header.iter().position(|cell| *cell == "element");
    let mut line = header.join(",");
    if column.is_none() {
        line.push_str(",weight");
    }
    out.push_str(&line);
    out.push('\n');
    for (row, (_, line)) in rows.enumerate() {
        let cells = cells(line);
        let id = element.map_or(Some(row as u64), |column| cells.get(column)?.parse::<f64>().ok().map(|id| id as u64));
        let weight = id.and_then(|id| weights.get(&id)).copied().unwrap_or(0.0).to_string();
        let mut cells: Vec<&str> = cells;
        match column.and_then(|column| cells.get_mut(column)) {
            Some(cell) => *cell = &weight,
            None => cells.push(&weight),
        }
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out
}

/// Tracks of searchers: columns `unit`, `time_utc` (or `time`, or `time_unix_s`), `lon_deg`, `lat_deg`, `sweep_width_nm`, and
/// `max_range_nm` if wanted.
pub(crate) fn read_tracks(name: &str, text: &str) -> Result<Vec<Fix>, Vec<Finding>> {
    let mut csv = open(name, text)?;
    let (lon, lat) = (csv.need("lon_deg"), csv.need("lat_deg"));
    let width = csv.need("sweep_width_nm");
    let (unit, range) = (csv.column(&["unit"]), csv.column(&["max_range_nm"]));
    let time = csv.time_column();
    if time.is_none() {
        csv.error(1, "no column time_utc, time or time_unix_s".into(), "each row needs a time");
    }
    let mut fixes = Vec::new();
    for (line, text) in lines(text).skip(1) {
        if csv.full() {
            break;
        }
        let cells = cells(text);
        let at =
            Position::new(csv.number(line, &cells, lat, [-90.0, 90.0]), csv.number(line, &cells, lon, [-180.0, 180.0]));
        let time_s = time.map_or(0.0, |(column, unix)| csv.time(line, &cells, column, unix));
        let sweep_width_nm = csv.number(line, &cells, width, [0.0, 100.0]);
        let given = range.filter(|column| cells.get(*column).is_some_and(|cell| !cell.is_empty()));
        let max_range_nm = given.map(|column| csv.number(line, &cells, column, [0.0, 500.0]));
        let unit = unit.and_then(|column| cells.get(column)).copied().unwrap_or("unit").to_owned();
        fixes.push(Fix { unit, time_s, at, sweep_width_nm, max_range_nm });
    }
    if csv.findings.is_empty() { Ok(fixes) } else { Err(csv.findings) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "element,scenario,time_unix_s,lon_deg,lat_deg,weight,status\n\
        7,0,3600,131.1,36.0,0.25,adrift\n7,0,0,131.0,36.0,0.25,waiting\n2,0,0,131.5,36.1,0.75,adrift\n9,0,0,1,2,0,waiting\n";

    #[test]
    fn elements_are_read_in_order_and_written_back() {
        let file = read_elements("e.csv", FILE).unwrap();
        let ids: Vec<u64> = file.elements.iter().map(|e| e.id).collect();
        assert_eq!((ids, file.timed), (vec![2, 7], true));
        assert_eq!((file.elements[1].times_s.clone(), file.elements[1].waiting_until_s), (vec![3600.0], Some(0.0)));
        let back = with_weights(FILE, &BTreeMap::from([(2, 0.9), (7, 0.1)]));
        let again = read_elements("e.csv", &back).unwrap();
        assert_eq!((again.elements[0].weight, again.elements[1].weight), (0.9, 0.1));
        let bare = "lat_deg,lon_deg\n36,131\n37,131\n";
        assert_eq!(read_elements("b.csv", bare).unwrap().elements.len(), 2);
        let weighted = with_weights(bare, &BTreeMap::from([(0, 0.5), (1, 0.5)]));
        assert_eq!(read_elements("b.csv", &weighted).unwrap().elements[1].weight, 0.5);
    }

    /// The files of `sarex drift --positions --tracks-percent`, as crates/drift writes them.
    #[test]
    fn files_of_the_drift_command_are_read() {
        let tracks = "time_utc,element,scenario,lon_deg,lat_deg,weight,status,exercise\n\
            2016-11-20T06:00:00Z,0,0,131.1,36.0,0.0001,adrift,EXERCISE\n\
            2016-11-20T06:00:00Z,10,0,131.2,36.0,0.0001,adrift,EXERCISE\n\
            2016-11-20T07:00:00Z,0,0,131.12,36.0,0.0001,adrift,EXERCISE\n\
            2016-11-20T07:00:00Z,10,0,131.22,36.0,0.0001,adrift,EXERCISE\n";
        let file = read_elements("tracks.csv", tracks).unwrap();
        assert!(file.timed && file.elements.len() == 2);
        assert_eq!(file.elements[1].times_s, [1_479_621_600.0, 1_479_625_200.0]);
        let timeless = tracks.replace("time_utc", "when");
        let found = read_elements("tracks.csv", &timeless).unwrap_err();
        assert!(found.len() == 1 && found[0].to_string().contains("2 elements"), "{found:?}");
    }

    #[test]
    fn faults_have_their_lines() {
        let lines =
            |text: &str| -> Vec<u32> { read_elements("e.csv", text).unwrap_err().iter().map(|f| f.line).collect() };
        assert_eq!(lines("lon_deg,lat_deg\n131,36\n500,36\n131,x\n"), [3, 4]);
        assert_eq!(lines("a,b\n1,2\n").len(), 2);
        assert_eq!(lines(""), [0]);
        assert_eq!(lines("lon_deg,lat_deg,weight\n131,36,0\n"), [1]);
        assert_eq!(lines("element,lon_deg,lat_deg\n1,131,36\n1,131,36\n"), [1]);
        let many = format!("lon_deg,lat_deg\n{}", "x,y\n".repeat(1000));
        assert!(lines(&many).len() <= MOST_FINDINGS + 2);
        let tracks = "unit,time,lon_deg,lat_deg,sweep_width_nm\nA,2026-11-20T06:00:00Z,131,36,1.5\nA,soon,131,36,-1\n";
        assert_eq!(read_tracks("t.csv", tracks).unwrap_err().len(), 2);
    }
}
