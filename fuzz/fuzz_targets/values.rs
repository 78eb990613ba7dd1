//! Any text as an answer to any question: what is read stands in the text, and bounds are in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ropa::import::{Reading, ValueWords};
use ropa::model::{DpiaField, Field, Value};

fuzz_target!(|text: &str| {
    let words = ValueWords::builtin();
    for field in Field::all() {
        check(&words.read_field(field, text), text);
    }
    for field in DpiaField::all() {
        check(&words.read_dpia_field(field, text), text);
    }
});

fn check(reading: &Reading, text: &str) {
    for part in &reading.not_understood {
        assert!(text.contains(&**part), "{part:?} is not in {text:?}");
    }
    match &reading.value {
        Value::Items(items) => {
            assert!(!items.is_empty(), "a list of nothing: {text:?}");
            for item in items.iter() {
                assert!(!item.written.trim().is_empty(), "{text:?}");
            }
        }
        Value::Count(count) => assert!(count.max.is_none_or(|max| count.min <= max), "{text:?}"),
        Value::Date(date) => {
            assert!(date.until.is_none_or(|until| date.date <= until), "{text:?}");
            assert!(date.latest() >= date.date, "{text:?}");
        }
        Value::YesNo(answer) => {
            assert!(answer.detail.as_deref().is_none_or(|detail| text.contains(detail)), "{text:?}");
        }
        _ => {}
    }
}
