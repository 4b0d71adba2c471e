//! Positions as people write them.

use sarex_model::position::{ParsePositionError, Position, parse};

#[track_caller]
fn check(text: &str, expected: &str) {
    let answer = parse(text).map_or_else(|error| error.to_string(), |place| place.to_string());
    assert_eq!(answer, expected, "{text}");
}

#[test]
fn every_usual_way_of_writing_is_read() {
    for text in [
        "36-02.5N 131-11.2E",
        "36°02.5'N 131°11.2'E",
        "36°02.5′N, 131°11.2′E",
        "36 02.5 N 131 11.2 E",
        "N36-02.5 E131-11.2",
        "n 36 02.5 e 131 11.2",
        "36:02:30N 131:11:12E",
        "36°02'30\"N 131°11'12\"E",
        "36-02.5N131-11.2E",
        "36.0416667N 131.1866667E",
        "36.0416667, 131.1866667",
        "+36.0416667 +131.1866667",
        "  36.0416667;131.1866667  ",
    ] {
        check(text, "36-02.50N 131-11.20E");
    }
    check("36-02N 131-11E", "36-02.00N 131-11.00E");
    check("36.0333N 131.18E", "36-02.00N 131-10.80E");
    check("-12.5, -0.25", "12-30.00S 000-15.00W");
    check("0-30S 179-59.999W", "00-30.00S 180-00.00W");
    check("-0.00001, -0.00001", "00-00.00N 000-00.00E");
    check("59.99999N 9E", "60-00.00N 009-00.00E");
}

#[test]
fn errors_say_what_is_wrong() {
    check(" ", "a position is missing (write 36-02.5N 131-11.2E)");
    check("36.0", "\"36.0\" is not a latitude and a longitude (write 36-02.5N 131-11.2E or 36.03, 131.18)");
    check("36-02N", "\"36-02N\" is not a latitude and a longitude (write 36-02.5N 131-11.2E or 36.03, 131.18)");
    check("36-0xN 131-11E", "\"0X\" in \"36-0xN\" is not a number");
    check("36-60N 131-11E", "\"36-60N\": 60 is not below 60");
    check("36.5-30N 131-11E", "\"36.5-30N\": only the last number may have a fraction");
    check("131-11E 36-02N", "\"131-11E\" should be a latitude (N or S); the latitude comes first");
    check("96-00N 131-11E", "\"96-00N\" is beyond 90 degrees");
    check("36-00N 181E", "\"181E\" is beyond 180 degrees");
    check("36-02, 131-11", "\"36-02\" has minutes but no letter N, S, E or W");
    check("-36N 131E", "\"-36N\" has both a sign and a letter");
    check("1 2 3 4N 131E", "\"1 2 3 4N\" has 4 numbers; degrees, minutes and seconds are at most three");
    assert!(parse("inf, nan").is_err());
    assert_eq!(parse(""), Err(ParsePositionError::Empty));
}

#[test]
fn no_number_is_no_position() {
    assert_eq!(Position::new(f64::NAN, 0.0).to_string(), "no position");
}
