//! Draws made-up forecasts on the map pack, one picture a language and palette.
//!
//! `cargo run -p sarex-drift --example picture -- FOLDER`

use std::path::Path;
use std::sync::Arc;

use sarex_drift::products::{
    ChartGround, Lang, Outlines, Palette, Wanted, picture_png, sample, summary_text, write_all,
};
use sarex_files::map_pack::MapPack;
use sarex_model::land::LandMask;
use sarex_model::position::{Position, Vec2};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "picture-example".to_owned());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let font = Arc::new(std::fs::read(root.join("crates/desk/assets/fonts/sarex-sans-cjk.otf"))?);
    let pack = MapPack::open(&root.join("maps/east-asia"))?;
    let area = [127.0, 33.0, 133.0, 38.5];
    let land = pack.land_detail(area)?;
    let mask = LandMask::rasterise((area[0], area[1], area[2], area[3]), 0.005, &land);
    let mut names = pack.places()?;
    names.sort_by_key(|place| place.rank);
    std::fs::create_dir_all(&folder)?;

    let ashore = |at: Position| mask.is_land(at);
    let start = Position::new(34.75, 129.2);
    let coast =
        sample::of(&sample::Cloud { start, drift_m: Vec2::new(350.0, 620.0), elements: 20_000, ashore: &ashore });
    let open = sample::forecast(20_000, 179.4);
    for (name, forecast) in [("coast", &coast), ("open", &open)] {
        let outlines = Outlines::of(forecast);
        for lang in [Lang::En, Lang::Ko, Lang::Ja] {
            let name_of = |p: &sarex_files::map_pack::Place| match lang {
                Lang::En => p.name.en.clone(),
                Lang::Ko => p.name.ko.clone().unwrap_or_else(|| p.name.en.clone()),
                Lang::Ja => p.name.ja.clone().unwrap_or_else(|| p.name.en.clone()),
            };
            let places: Vec<_> = names.iter().map(|p| (name_of(p), p.at)).collect();
            for palette in [Palette::Day, Palette::Dusk, Palette::Night] {
                let ground =
                    ChartGround { land: land.clone(), places: places.clone(), font: font.clone(), lang, palette };
                let png = picture_png(forecast, &outlines, &ground, [1600, 1200])?;
                let file = format!("{name}-{lang:?}-{palette:?}.png").to_lowercase();
                std::fs::write(Path::new(&folder).join(file), png)?;
            }
        }
    }
    let ground = ChartGround { land, places: Vec::new(), font, lang: Lang::En, palette: Palette::Day };
    for (name, forecast) in [("coast", &coast), ("open", &open)] {
        let written = write_all(forecast, &Path::new(&folder).join(name), &Wanted::default(), Some(&ground));
        match written {
            Ok(files) => files.iter().for_each(|f| println!("{}: {}", f.path.display(), f.what)),
            Err(findings) => findings.iter().for_each(|f| println!("{f}")),
        }
    }
    print!("{}", summary_text(&coast));
    Ok(())
}
