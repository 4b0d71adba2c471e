//! Allocation, update and recommendation as a planner types them.

use clap::{CommandFactory, Parser};

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: super::PlanCommand,
}

fn run(line: &[&str]) -> String {
    let words = ["plan"].iter().chain(line);
    Cli::try_parse_from(words).unwrap().command.run().unwrap()
}

/// The examples that the help pages print, as far as they need no file.
#[test]
fn examples_of_the_help_run() {
    Cli::command().debug_assert();
    let rates = ["--rate", "0.10,0.05", "--rate", "0.05,0.05", "--rate", "0.02,0.20"];
    let allocate = ["allocate", "--probability", "0.5,0.3,0.2", "--effort-h", "10,5"];
    let text = run(&[&allocate[..], &rates[..]].concat());
    assert!(text.contains("Probability of success POS"), "{text}");
    let built = ["--area-nm2", "200,300,150", "--sweep-width-nm", "1.6,2.2", "--speed-kn", "12,90", "--json"];
    let json = run(&[&allocate[..], &built[..]].concat());
    assert!(serde_json::from_str::<serde_json::Value>(&json).unwrap()["converged"] == true, "{json}");
    let text = run(&["update", "--poc", "0.4,0.3", "--pod", "0.5,0", "--pod", "0,0.6"]);
    assert!(text.contains("0.3800"), "{text}");
    let cutter =
        "name=KCG 3009,nation=KR,at=36-20N 130-30E,transit_kn=20,search_kn=14,sweep_width_nm=2.2,endurance_h=8";
    let helicopter = "name=JCG helo,nation=JP,at=35-29N 133-14E,base=35-29N 133-14E,transit_kn=130,search_kn=90,\
                      sweep_width_nm=1.1,endurance_h=3,min_spacing_nm=0.5,turn_s=60,height_band=500 ft";
    let datum =
        ["recommend", "--datum", "36-02N 131-11E", "--error-nm", "8", "--drift-set-deg", "90", "--drift-kn", "0.6"];
    let units = ["--separation-nm", "1", "--unit", cutter, "--unit", helicopter];
    let line = ["--line", "38-00N 131-30E; 34-00N 131-00E; JP; KR"];
    let text = run(&[&datum[..], &units[..], &line[..]].concat());
    assert!(text.contains("Share of the bound") && text.contains("2. JCG helo"), "{text}");
    assert!(!text.contains("gets no rectangle"), "{text}");
}

/// A whole case in a file: elements that drift, exclusive waters, and a flag that overrides.
#[test]
fn a_case_file_plans_over_drift_elements() {
    let dir = tempfile::tempdir().unwrap();
    let mut csv = String::from("element,scenario,time_unix_s,lon_deg,lat_deg,weight,status\n");
    for n in 0..900_u32 {
        let (x, y) = (f64::from(n % 30) - 14.5, f64::from(n / 30) - 14.5);
        let weight = (-(x * x + y * y) / 60.0).exp();
        for (time, east) in [(0, 0.0), (3600, 0.01)] {
            let (lon, lat) = (131.0 + 0.01 * x + east, 36.0 + 0.01 * y);
            csv.push_str(&format!("{n},0,{time},{lon:.6},{lat:.6},{weight},adrift\n"));
        }
    }
    csv.push_str("900,0,0,131,36,1,waiting\n900,0,3600,131,36,1,waiting\n");
    let elements = dir.path().join("elements.csv");
    std::fs::write(&elements, csv).unwrap();
    let case = dir.path().join("case.toml");
    let text = format!(
        "positions = {:?}\nseparation_nm = 0.5\n\
         [[unit]]\nname = \"A\"\nnation = \"KR\"\nat = \"36N 130.5E\"\ntransit_kn = 20\nsearch_kn = 12\nsweep_width_nm = 1.5\nendurance_h = 6\n\
         [[unit]]\nname = \"B\"\nnation = \"JP\"\nat = \"36N 131.5E\"\ntransit_kn = 20\nsearch_kn = 12\nsweep_width_nm = 1.5\nendurance_h = 6\n\
         [[area]]\nnation = \"KR\"\npolygon = [\"34N 129E\", \"34N 131E\", \"38N 131E\", \"38N 129E\"]\n",
        elements.display().to_string()
    );
    std::fs::write(&case, text).unwrap();
    let json = run(&["recommend", "--case", case.to_str().unwrap(), "--separation-nm", "1", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let drift = json["drift_kn"].as_f64().unwrap();
    // 0.01 degrees of longitude at 36 degrees north in an hour: 0.487 NM.
    assert!((drift - 0.487).abs() < 0.005, "{drift}");
    assert!(json["rest_of_world"].as_f64().unwrap() > 0.001);
    for (unit, side) in [(0, -1.0), (1, 1.0)] {
        let corners = json["units"][unit]["rectangle"]["corners_deg"].as_array().unwrap();
        assert!(corners.iter().all(|c| (c[1].as_f64().unwrap() - 131.0) * side >= -1e-9), "{corners:?}");
    }
    assert!(json["share_of_bound"].as_f64().unwrap() > 0.6, "{json}");
    let wrong = Cli::try_parse_from(["plan", "recommend", "--case", case.to_str().unwrap(), "--datum", "36N 131E"]);
    assert_eq!(wrong.unwrap().command.run().unwrap_err().len(), 1);
}
