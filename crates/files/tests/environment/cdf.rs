//! A small writer of NetCDF-3, for files of every oddity.

/// An attribute.
pub enum Att {
    T(&'static str),
    D(Vec<f64>),
    S(i16),
}

/// Data of a variable.
pub enum Data {
    F(Vec<f32>),
    D(Vec<f64>),
    S(Vec<i16>),
}

/// A variable on dimensions given by number.
pub struct Var {
    pub name: &'static str,
    pub dims: Vec<usize>,
    pub atts: Vec<(&'static str, Att)>,
    pub data: Data,
}

pub fn var(name: &'static str, dims: &[usize], atts: Vec<(&'static str, Att)>, data: Data) -> Var {
    Var { name, dims: dims.to_vec(), atts, data }
}

fn int(out: &mut Vec<u8>, n: usize) {
    out.extend(u32::try_from(n).unwrap().to_be_bytes());
}

fn padded(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend(bytes);
    out.resize(out.len().next_multiple_of(4), 0);
}

fn name(out: &mut Vec<u8>, text: &str) {
    int(out, text.len());
    padded(out, text.as_bytes());
}

fn atts(out: &mut Vec<u8>, list: &[(&str, Att)]) {
    int(out, if list.is_empty() { 0 } else { 0x0C });
    int(out, list.len());
    for (key, value) in list {
        name(out, key);
        match value {
            Att::T(text) => {
                int(out, 2);
                name(out, text);
            }
            Att::D(values) => {
                int(out, 6);
                int(out, values.len());
                values.iter().for_each(|v| out.extend(v.to_be_bytes()));
            }
            Att::S(value) => {
                int(out, 3);
                int(out, 1);
                padded(out, &value.to_be_bytes());
            }
        }
    }
}

/// The bytes of a file.
pub fn file(dims: &[(&str, usize)], vars: &[Var]) -> Vec<u8> {
    let raw: Vec<Vec<u8>> = vars
        .iter()
        .map(|v| match &v.data {
            Data::F(x) => x.iter().flat_map(|v| v.to_be_bytes()).collect(),
            Data::D(x) => x.iter().flat_map(|v| v.to_be_bytes()).collect(),
            Data::S(x) => x.iter().flat_map(|v| v.to_be_bytes()).collect(),
        })
        .collect();
    let header = |begins: &[usize]| {
        let mut out = b"CDF\x01".to_vec();
        int(&mut out, 0);
        int(&mut out, 0x0A);
        int(&mut out, dims.len());
        for (dim, len) in dims {
            name(&mut out, dim);
            int(&mut out, *len);
        }
        atts(&mut out, &[]);
        int(&mut out, 0x0B);
        int(&mut out, vars.len());
        for (i, v) in vars.iter().enumerate() {
            name(&mut out, v.name);
            int(&mut out, v.dims.len());
            v.dims.iter().for_each(|d| int(&mut out, *d));
            atts(&mut out, &v.atts);
            int(
                &mut out,
                match v.data {
                    Data::S(_) => 3,
                    Data::F(_) => 5,
                    Data::D(_) => 6,
                },
            );
            int(&mut out, raw[i].len());
            int(&mut out, begins[i]);
        }
        out
    };
    let mut at = header(&vec![0; vars.len()]).len();
    let mut begins = Vec::new();
    for bytes in &raw {
        begins.push(at);
        at += bytes.len().next_multiple_of(4);
    }
    let mut out = header(&begins);
    raw.iter().for_each(|bytes| padded(&mut out, bytes));
    out
}
