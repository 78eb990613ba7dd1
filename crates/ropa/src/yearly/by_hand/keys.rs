//! The sections of the file and their keys, in Swedish and in English.

/// A key in Swedish and in English; the code below goes by the English one.
pub(super) type Key = (&'static str, &'static str);

pub(super) const SECTIONS: [Key; 7] = [
    ("incidenter", "incidents"),
    ("begaranden", "requests"),
    ("utbildning", "training"),
    ("ombud", "officer"),
    ("styrdokument", "documents"),
    ("rekommendationer", "recommendations"),
    ("omraden", "areas"),
];
pub(super) const INCIDENTS: [Key; 4] = [
    ("antal", "count"),
    ("anmalda", "notified"),
    ("anmalda_i_tid", "notified_in_time"),
    ("orsaker", "causes"),
];
pub(super) const REQUESTS: [Key; 3] = [("antal", "count"), ("i_tid", "in_time"), ("klagomal", "complaints")];
pub(super) const TRAINING: [Key; 3] =
    [("tillfallen", "sessions"), ("deltagare", "participants"), ("anstallda", "staff")];
pub(super) const OFFICER: [Key; 2] = [("namn", "name"), ("procent_av_heltid", "percent_of_full_time")];
pub(super) const DOCUMENTS: [Key; 3] = [("namn", "name"), ("beslutad", "decided"), ("ses_over", "review")];
pub(super) const RECOMMENDATIONS: [Key; 5] =
    [("id", "id"), ("omrade", "area"), ("text", "text"), ("lamnad", "given"), ("status", "status")];
pub(super) const NOTES: [Key; 2] = [("bedomning", "opinion"), ("slutsats", "conclusion")];
pub(super) const AREAS: [Key; 6] = [
    ("register", "register"),
    ("styrdokument", "steering"),
    ("atgarder", "measures"),
    ("konsekvensbedomningar", "dpias"),
    ("rattigheter", "rights"),
    ("incidenter", "incidents"),
];
pub(super) const STATUSES: [Key; 3] = [("klar", "done"), ("pagar", "under_way"), ("ej", "not_done")];
