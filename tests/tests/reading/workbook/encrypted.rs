//! Workbooks under a password.

use super::cells;
use super::files::compound_of;
use ropa::workbook::{
    Limits, Problem, ReadNote, ReadingRemarkKind, read_workbook, read_workbook_with_password,
};

/// Encrypted with another program; see `fixtures/README.md`.
fn fixture() -> Vec<u8> {
    std::fs::read(ropa_tests::places::fixture("skyddad.xlsx")).unwrap()
}

const PASSWORD: &str = "Björk-2026";

fn open(bytes: &[u8], password: &str) -> Result<ropa::workbook::Workbook, Problem> {
    let read = read_workbook_with_password("skyddad.xlsx", bytes, &Limits::default(), password);
    read.map_err(|error| {
        let told = !password.is_empty() && error.to_string().contains(password);
        assert!(!told, "the password stands in {error}");
        error.problem
    })
}

#[test]
fn an_encrypted_workbook_opens_with_its_password() {
    let bytes = fixture();
    let book = open(&bytes, PASSWORD).unwrap();
    assert_eq!(
        cells(&book.sheets[0])[..4],
        ["A1=Behandlings-ID", "B1=Behandling", "C1=Ändamål", "D1=Kategorier av registrerade"]
    );
    assert_eq!(open(&bytes, "björk-2026").unwrap_err(), Problem::WrongPassword);
    assert_eq!(open(&bytes, "").unwrap_err(), Problem::WrongPassword);
    let without = read_workbook("skyddad.xlsx", &bytes, &Limits::default()).unwrap_err();
    assert_eq!(without.problem, Problem::PasswordProtected);
}

#[test]
fn a_workbook_that_needs_none_is_read_with_a_password_too() {
    let book = read_workbook_with_password("register.csv", b"Id;Namn\n1;Lek", &Limits::default(), PASSWORD);
    assert_eq!(cells(&book.unwrap().sheets[0]), ["A1=Id", "B1=Namn", "A2=1", "B2=Lek"]);
}

#[test]
fn a_password_that_takes_too_long_to_test_is_not_tested() {
    let info = |rounds: &str| {
        let xml = format!(
            "<encryption><keyData keyBits=\"256\" hashAlgorithm=\"SHA512\" cipherAlgorithm=\"AES\" \
             cipherChaining=\"ChainingModeCBC\" saltValue=\"AAAA\"/><p:encryptedKey spinCount=\"{rounds}\"/></encryption>"
        );
        let info = [&[4, 0, 4, 0, 0x40, 0, 0, 0][..], xml.as_bytes()].concat();
        compound_of(&[("/EncryptionInfo", &info), ("/EncryptedPackage", &[0; 32])])
    };
    let found = open(&info("1000000000"), PASSWORD).unwrap_err();
    assert_eq!(found, Problem::TooManyPasswordRounds { rounds: 1_000_000_000, limit: 1_000_000 });
    assert!(matches!(
        open(&info("1"), PASSWORD),
        Err(Problem::CannotDecrypt { .. } | Problem::Damaged { .. })
    ));
}

#[test]
fn encryption_that_is_spoilt_or_foreign_is_told() {
    let of = |info: &[u8]| {
        let bytes = compound_of(&[("/EncryptionInfo", info), ("/EncryptedPackage", b"a")]);
        open(&bytes, PASSWORD).unwrap_err()
    };
    // It is encrypted, however little can be read of how.
    let unclear = Problem::CannotDecrypt { how: "it does not say how it is encrypted" };
    assert_eq!(of(b""), unclear);
    assert_eq!(of(&[4, 0, 4, 0, 0x40, 0, 0, 0, b'<']), unclear);
    assert_eq!(of(&[4, 0, 3, 0, 0, 0, 0, 0]), Problem::CannotDecrypt { how: "extensible encryption" });
    let mut rc4 = vec![4, 0, 2, 0, 0x24, 0, 0, 0, 0x20, 0, 0, 0];
    rc4.extend([[0, 0, 0, 0], [0, 0, 0, 0], [1, 0x68, 0, 0], [4, 0x80, 0, 0], [128, 0, 0, 0]].concat());
    rc4.extend([0; 12]);
    rc4.extend([0; 80]);
    assert_eq!(of(&rc4), Problem::CannotDecrypt { how: "RC4" });
    // Only the streams' names tell that it is encrypted.
    let alone = super::files::compound("/EncryptedPackage", b"secret");
    assert!(matches!(open(&alone, PASSWORD).unwrap_err(), Problem::Damaged { .. }));
    // Cut off anywhere, or with any byte changed.
    let whole = fixture();
    for end in (512..whole.len()).step_by(499) {
        assert!(open(&whole[..end], PASSWORD).is_err());
    }
    for at in (0..whole.len()).step_by(397) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = open(&bytes, PASSWORD);
    }
}

/// The fixture with one of its streams changed.
fn with_stream(name: &str, change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    use std::io::Read;
    let mut file = cfb::CompoundFile::open(std::io::Cursor::new(fixture())).unwrap();
    let streams = ["/EncryptionInfo", "/EncryptedPackage"].map(|stream| {
        let mut content = Vec::new();
        file.open_stream(stream).unwrap().read_to_end(&mut content).unwrap();
        if stream == name {
            change(&mut content);
        }
        (stream, content)
    });
    compound_of(&streams.each_ref().map(|(stream, content)| (*stream, content.as_slice())))
}

#[test]
fn a_workbook_that_was_changed_after_it_was_encrypted_is_told() {
    let told = |bytes: &[u8]| -> Vec<ReadingRemarkKind> {
        let notes = open(bytes, PASSWORD).unwrap().notes;
        let remarks = notes.into_iter().filter_map(|note| match note {
            ReadNote::Remark(remark) => Some(remark.kind),
            _ => None,
        });
        remarks.collect()
    };
    assert_eq!(told(&with_stream("", |_| {})), []);
    // After the end of the content, where nothing of it is read otherwise.
    assert_eq!(
        told(&with_stream("/EncryptedPackage", |package| package.extend([0; 16]))),
        [ReadingRemarkKind::ChangedAfterEncryption]
    );
    // The sum itself.
    let sum = |info: &mut Vec<u8>| {
        let name = b"encryptedHmacValue=\"";
        let at = info.windows(name.len()).position(|bytes| bytes == name).unwrap() + name.len();
        info[at] = if info[at] == b'A' { b'B' } else { b'A' };
    };
    assert_eq!(told(&with_stream("/EncryptionInfo", sum)), [ReadingRemarkKind::ChangedAfterEncryption]);
    // What can no longer be read is told to be changed, and not only to be damaged.
    for at in [40, 600] {
        let bytes = with_stream("/EncryptedPackage", |package| package[at] ^= 1);
        assert_eq!(open(&bytes, PASSWORD).unwrap_err(), Problem::ChangedAfterEncryption, "{at}");
    }
    // A program that writes no sum is believed.
    let without = with_stream("/EncryptionInfo", |info| {
        let text = String::from_utf8(info[8..].to_vec()).unwrap();
        let (before, rest) = text.split_once("<dataIntegrity").unwrap();
        let after = rest.split_once("/>").unwrap().1;
        info.truncate(8);
        info.extend(format!("{before}{after}").into_bytes());
    });
    assert_eq!(told(&without), []);
}
