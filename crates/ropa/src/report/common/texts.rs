//! The catalogues of texts of the results, one per language, embedded as TOML.

use crate::text::Lang;
use crate::text::catalogue::{Codes, catalogue, embedded};
use crate::text::template::{Counted, Template};
use std::sync::LazyLock;

/// The files of a language, by the fields that they stand for.
macro_rules! files {
    ($lang:literal) => {
        files!($lang: "because", "gaps", "inspect", "document", "explain", "coverage", "structure", "check", "links",
            "register", "reading", "profile", "rank", "screen", "impact", "suppliers", "plan", "draft", "diff", "yearly", "boards")
    };
    ($lang:literal: $($name:literal),+) => {
        [$(($name, include_str!(concat!("../../../texts/", $lang, "/", $name, ".toml")))),+]
    };
}

static SV: LazyLock<Texts> = LazyLock::new(|| embedded(&files!("sv")));
static EN: LazyLock<Texts> = LazyLock::new(|| embedded(&files!("en")));

impl Lang {
    /// The texts of the results in this language.
    pub(crate) fn texts(self) -> &'static Texts {
        match self {
            Lang::Sv => &SV,
            Lang::En => &EN,
        }
    }
}

catalogue! {
    Texts {
        because: Because, gaps: Gaps, inspect: Inspect, document: Documents, explain: Explain, coverage: Coverage,
        structure: Structure, check: Checks, links: Links, register: Registers, reading: ReadingTexts,
        profile: ProfileTexts, rank: RankTexts, screen: Screen, impact: ImpactTexts, suppliers: SupplierTexts,
        plan: PlanTexts, draft: DraftTexts, diff: DiffTexts, yearly: YearlyTexts, boards: BoardsTexts,
    }
    Because {
        at: Template, answered: Template, screened: Template, screened_unknown: Template, screened_why: Template,
        conflict_yes: Template, conflict_no: Template, reasoned: Template, not_understood: Template, said_unknown: Template, blank: String,
        not_asked: String, none: String, field: Template, none_of_the_categories: Template,
        categories_not_understood: Template, likely_category: Template, categories_say_too_little: Template, threshold: Template, number: Template, words: Counted, word: Template,
        follows: Template, explained: Template, gives_reason_to_ask: Template, strong_secrecy: Template, resembles: Template, heavy_kind: Template, example: Template,
        example_unnamed: Template, conflict: Template,
    }
    ReadingTexts {
        account: Template, likeness: Counted, interpreted: Counted, interpreted_column: Template, left_out: Counted, left_out_column: Template, merged: Template, merged_foot: Template, folded: Counted, filled: Counted, settled: Counted,
        open: Counted, apart: Counted, unused: Counted, title: String, conflicts: Counted, conflict: Template,
        question: Template, answer: Template, chosen: Template, fills: Counted, fill: Template, unused_title: Counted,
        next: String, sheet: String, workbook_title: String, choose_title: String, choose_prompt: String,
        apart_choice: String, answer_choice: Template, remark: Template, remark_detail: Template, rule: Codes, why: Codes, kind: Codes, remarks: Codes,
    }
    ProfileTexts {
        head: Template, table: Template, activities: String, dpias: String, by_company: String, unmatched: String,
        nothing_like: String, unmatched_none: String, ignore: String, words: Template, words_none: Template,
        times: Counted, no_tables: String, check: Template,
    }
    RankTexts {
        sentence: String, first: Counted, above: Counted, rest: String, place: Template, because: Template,
        no_step: Template, process: Template, system: Template, unnamed: String, family: Template,
        many_cells: Template, explain: RankExplained, tie: RankTieWords, reason: RankReasons,
    }
    RankExplained { title: String, position: Template, step: Template, ties: Template, family: Template }
    RankTieWords {
        certain: Template, danger: Template, hinted: Template, persons: Template, persons_unknown: Template, in_family: Template,
        start: Template, since: Template,
    }
    RankReasons {
        not_started: Template, started_lately: Template, changed_lately: Template, required: Template,
        unfinished_long: Template, rejected: Template, conditions_unmet: Template, consultation_missing: Template,
        consultation_not_asked: Template, trial: Template,
        started_before_answer: Template, against_advice: Template, incident: Template, many_criteria: Template,
        criterion: Template, resembles_listed: Template, protected_identities: Template, criminal_data: Template,
        transfer: Template, child_protection: Template, changed_since_duty: Template, begun_since_duty: Template,
        no_change_shown: Template, law_named: Template, internal_few: Template, met_criteria: Template,
        hinted: Template, points_nowhere: Template, only_noted: Template, recommended: Template,
    }
    PlanTexts {
        top: PlanTop, section: PlanSection, first: PlanFirst, action: Codes, work: PlanWork, condition: Codes,
        condition_words: PlanConditionWords, term: PlanTerm, reason: PlanReason, load: PlanLoad,
        since: PlanSince, sheet: PlanSheets, workbook: PlanWorkbook, calendar: PlanCalendar, csv: Codes,
        page: PlanPage, outcome: Codes,
    }
    PlanTop {
        title: Template, sentence: String, result: Template, nothing: String, least: Template, bound: Template,
        limits: Template, largest: Template, largest_none: String, purpose_either: String,
        purpose_process: String, annex_yes: String, annex_no: String, widen_no: String, widen_process: String,
        widen_family: String, besides: Counted, parted: Counted, kept: Template,
    }
    PlanSection {
        first: Counted, first_due: Template, existing: Counted, new: Counted, load: String, since: String,
        more: Counted,
    }
    PlanFirst {
        trace: String, decide: String, answer: String, part: String, line: Template, asks: Template,
        asks_more: Template, asks_together: String, if_needed: Template, own_if_needed: String,
        part_same: Template, otherwise: Template, own: String, part_into: Template,
    }
    PlanWork {
        head: Template, title_new: Template, title_existing: Template, no_system: String, planned: Template,
        covers: Counted, member: Template, joins: Template, by_hand: Template, covered: Counted,
        scope: Template, due: Template, due_before: Template, due_past: Template, owner: Template,
        no_owner: String, status: Template, note: Template, why: Template, same: Template, differs: Template,
        not_compared: Template, against_linked: Template, against: Template, alone: Template,
        alone_known: Template, alone_open: Template, left_out: Template, count_elsewhere: Template,
        count_first: Template, count_in_order: Template, count_not_needed: Template, count_besides: Template,
        left_elsewhere: Template, left_first: Template, left_in_order: Template, left_not_needed: Template,
        left_besides: Template, more_members: Template,
    }
    PlanConditionWords {
        with: Template, of: Template, none: String, unknown: Template, unknown_all: String, no_trait: String,
        not_asked: Template, open: Template, no_controller: String, other_systems: Template,
    }
    PlanTerm {
        article: Template, technology: Template, chapter: Template, yes: String, child: String, client: String,
        employee: String, public: String,
    }
    PlanReason {
        title: String, shared: Template, parted: Template, alone: String, same: Template, differs: Template,
        not_compared: Template, against: Template, covers: Template, left_out: Template, register: Template,
    }
    PlanLoad {
        line: Counted, unit: Template, no_unit: String, units: Template,
    }
    PlanSince {
        closed: Counted, closed_one: Template, how_closed: String, how_only_noted: String, how_gone: String,
        new: Counted, moved: Counted, moved_one: Template, changed: Counted, changed_one: Template,
        done_with_gap: Template, gone: Template, nothing: String,
    }
    PlanSheets {
        summary: String, works: String, members: String, first: String, calendar: String, load: String,
    }
    PlanWorkbook {
        how_title: String, read: String, title: String, how: String, as_of: String, result: String,
        method: String, limits: String, note: String, filters: String, no_filter: String, load_quarter: String,
        load_works: String, load_new: String, load_units: String, calendar_day: String, calendar_what: String,
        calendar_about: String, family_prompt: String,
    }
    PlanCalendar {
        name: String, first: Template, work: Template, review: Template, record_review: Template,
        decision: Template, about: Template, made: Template,
    }
    PlanPage {
        skip: String, summary: String, figures: String, figures_first: String, list: String, reason: String,
        conditions: String, members: Counted, read: String, load: String, load_note: String, calendar: String,
        since: String, action: String, quarter: String,
    }
    DraftTexts {
        title: Template, author: String, header: Template, footer: Template, page: String, how: Template,
        order: String, open: String, open_question: Template, not_said: String, says_open: Template, fact: Template, of: Template,
        prefilled: Template, risk_criterion: Template, link: Template, link_command: Template, head: DraftHead,
        section: DraftSections, column: DraftColumns, question: Codes, role: DraftRoles,
    }
    DraftHead {
        name: String, status: String, status_draft: String, version: String, controller: String,
        covers: String, systems: String, owner: String, due: String, case_number: String,
    }
    DraftSections {
        scope: String, need: String, process: String, description: String, necessity: String, risks: String,
        measures: String, consultation: String, views: String, dpo: String, decision: String,
        follow_up: String,
    }
    DraftColumns {
        id: String, processing: String, unit: String, process: String, place: String, question: String,
        register: String, criterion: String, answer: String, risk: String, harm: String, likelihood: String,
        severity: String, measure: String, against: String, state: String, who: String, role: String,
        name: String,
    }
    DraftRoles {
        owner: String, it: String, security: String, dpo: String, processor: String, data_subjects: String,
    }
    DiffTexts {
        title: Template, old: Template, new: Template, day: Template, days: Template, nothing: String,
        made: Template, skip: String, read_old: String, read_new: String, more: Counted, hidden: Counted, record: Template, in_unit:
        Template, figures: DiffFigures, section: DiffSections, note: DiffNotes, pack: DiffPacks, rename:
        DiffRenames, question: DiffQuestions, change: DiffChanges, area: Codes, kind: Codes, weight:
        Codes, sureness: Codes, fate: Codes, gap: DiffGaps, why: DiffWhy, decision_state: Codes, dpia:
        DiffDpias, sheet: Codes, column: Codes,
    }
    DiffFigures {
        title: String, before: Template, now: Template, changed: Template, strangers: Template, likely: Counted, open:
        Counted, lacking_before: Template, lacking_now: Template, gaps_before: Template, gaps_now: Template,
    }
    DiffSections {
        packs: String, renames: Counted, questions: Counted, risk: Counted, gap_opened: Counted,
        gap_closed: Counted, gap_other: Counted, verdict: Counted, new: Counted, gone: Counted, merged:
        Counted, likely: Counted, renumbered: Counted, lost: Counted, answered: Counted, other: Counted,
        upkeep: Counted, wording: Counted, dpias_new: Counted, dpias_gone: Counted, dpias_changed:
        Counted,
    }
    DiffNotes {
        gone: String, merged: String, likely: String, lost: String, answered: String, wording: String,
        packs: String, no_dpias_before: String, no_dpias_now: String,
    }
    DiffPacks {
        changed: Template, added: Template, removed: Template, same: Template, rules_added: Template,
        rules_removed: Template,
    }
    DiffRenames {
        unit: Counted, process: Counted,
    }
    DiffQuestions {
        asked: Counted, gone: Counted,
    }
    DiffChanges {
        named: Template, one: Template, many: Counted, instead: Template, added: Template, removed:
        Template, both: Template, lost: Template, answered: Template, still_open: String, wording:
        String, before: Template, now: Template, places: Template, place: Template, place_before:
        Template, cell: Template, empty: String, not_asked: String, likely: String,
    }
    DiffGaps {
        opened: Template, closed: Template, other: Template, verdict: Template, of_record: Template,
        why: Template, may_be: Template, may_have_become: Template, may_have_been: Template, now_is:
        Template, was: Template, had_id: Template, had_no_id: Template,
    }
    DiffWhy {
        need: Template, fact_from: Template, fact_was: Template, fact: Template, facts_no: Template, facts_unknown: Template, new_dpia: Template,
        new_link: Template, link_gone: Template, approved: Template, approved_earlier: Template, review_passed: Template,
        review_passed_undated: Template, state: Template, reference: Template, decision_new: Template,
        decision_gone: Template, decision: Template, rules: Template, no_dpias_before: String,
        no_dpias_now: String, unknown: String,
    }
    DiffDpias {
        of: Template,
    }
    Gaps {
        top: Top, summary: Summary, group: Group, row: Row, more: More, notice: NoticeCounts, next: Next,
        column: Codes, kind: Codes, sheet: SheetNames, choice: Choice, workbook: WorkbookWords, remark: RemarkWords, said: SaidWords, page: PageWords,
    }
    PageWords {
        skip: String, list: String, first: String, act: String, find_out: String, consider: String, read: String,
        figures: String, family: String, ties: String, made: Template, all: String, reset: String, shown: String, state: String, step: String,
    }
    SaidWords { done: Template, under_way: Template, planned: Template, not_needed: Template, other_answers: Template }
    RemarkWords {
        about: Template, rule: Template, not_named: Template, more: Counted, written: Template, cell: Template, scope: Template,
    }
    Top {
        title: Template, read: Template, file: Template, table: Template, packs: Template, pack: Template,
        filtered: Template, undated: Counted, not_asked: Template, all_asked: String,
        refused: Template, possible: Template, possible_column: Template, unasked: Template,
    }
    Summary {
        title: Counted, need: String, gaps: Template, of: Template, none: String, only_noted: Counted,
    }
    Group {
        errors: Counted, warnings: Counted, notes: Counted, met: Counted, met_one: Template,
        met_none: Template, more: Counted, nothing: String, no_activities: String, by_process: String, by_unit: String,
        heading: Template, no_key: String, severity: Template, severity_count: Template, no_gap: String,
    }
    Row {
        head: Template, row: Template, verdict: Template, since: Template, began_earlier: String, no_sign: String, contradicted: Template, denied_but: Template, resembles: Template, met: Template, ask: Template,
        ask_first: Template, not_asked_only: String, rules: Template, link: Template, candidate: Template, candidate_is: Template, dpia: Template, remark: Template,
        decision_unexplained: Template, decision_stands: Template, decision_expired: Template,
        decision_overtaken: Template, decision_disallowed: Template, decision_rules: String,
        unresolved: Template, ambiguous: Template, denied: Template, claimed: Template, decision: Template, standing: Template,
        criterion: Template, criterion_word: Template, hinted: Template, place: Template, place_file: Template,
    }
    More {
        conflicts: Counted, reasoned: Counted, references: Counted, orphans: Counted, decisions: Counted, decision: Template, decision_orphan: Template,
        decision_candidates: Template, orphan_links: Counted, orphan_link: Template, remarks: Counted, remark: Template, remark_more: Template, dpias_not_asked: Template, import: String, import_see: String,
    }
    NoticeCounts {
        not_understood: Counted, duplicate_id: Counted, duplicate_name: Counted, stray: Counted,
        hidden_sheet: Counted, no_table: Counted, other_table: Counted, said_of_all: Counted, overview: Counted,
        subset: Counted, versions: Counted, hidden_lines: Counted, uneven_pairs: Counted,
    }
    Next {
        title: String, no_dpia: Counted, look_first: String, reference: Counted, reference_new: Counted, living: Counted,
        decision: Counted, pending: Counted, other_answers: Counted, answer: Counted, ask: Counted, conflicts: Counted, inspect: Counted, orphans: Counted,
        explain: String, workbook: String, workbook_file: String, questions_file: String,
    }
    SheetNames { summary: String, todo: String, by_process: String, by_unit: String, all: String, dpias: String, sources: String }
    Choice {
        progress_not_started: String, progress_under_way: String, progress_waiting: String, progress_done: String,
        progress_title: String, progress_prompt: String,
        carry_out: String, link: String, update: String, do_without: String, ask: String, wait: String,
        prompt_title: String, prompt: String, due_title: String, due_prompt: String, error: String, due_error: String,
    }
    WorkbookWords {
        title: String, as_of: String, packs: String, caveats: String, files: String, filters: String,
        no_filter: String, read: String, left_out: String, undated: String, assessed: String, not_asked: String, dpias_not_asked: String, orphan_links: String, orphan_links_said: Template,
        activities: String, by_severity: String, by_kind: String, count: String, share: Template, by_unit: String, no_unit: String, needed: String, gap_errors: String,
        gap_warnings: String, gap_notes: String, total: String, account: String, cells: String, mapped: String,
        kept: String, structural: String, reported: String, orphan: String, records: String,
    }
    Inspect {
        title: Template, file: Template, note_encoding: Template, note_encoding_guessed: Template,
        note_delimiter: Template, note_tab: String, note_other_format: Template, note_formula: Counted,
        table: Template, table_none: Template, columns: String, column_mapped: Template, column_kept: String, column_possible: Template, grounds: Template, grounds_cells: Template, cells_are: Codes,
        review_title: String, review_sheet: String, review_fields: String, review_none: String, review_possible: String, review_proposal: Template,
        review_choose: String, review_prompt: String,
        unmapped: Counted, not_understood: Counted, not_understood_row: Template, not_understood_count: Template,
        notices: Counted, duplicate_id: Template, duplicate_name: Template, fuzzy_header: Template, likely_header: Template, left_out: Template, stray: Template,
        hidden_sheet: Template, hidden_lines: Template, hidden_rows: Counted, hidden_columns: Counted, table_down: Template,
        explanations: Template, said_by_title: Template, said_by_sheet: Template, said_by_file: Template,
        overview: Template, subset: Template, versions: Template, uneven_pairs: Template,
        no_table: Template, no_sheet: Template, other_table: Template, more: Counted,
        account: String, account_cells: String, account_mapped: String, account_kept: String,
        account_structural: String, account_reported: String, account_adds_up: String, account_differs: Template,
        contents: Codes,
    }
    Documents {
        heading: Template, paragraph_in: Template, paragraph: Template, row_in: Template, row: Template, line_in: Template,
        line: Template, page: Template, as_dpia: Template, as_listed: Template, as_copy: Template, differs: Template, not_a_dpia: Template, unreadable: Template,
        tracked_changes: String, blank: Template, unknown: Template, field: Template, missing: Template,
        measures: Counted, versions: Counted, unread: Counted, read: Counted, format: Codes, why: Codes, problem: Codes,
    }
    Explain {
        kind: Codes, label: Labels, effect: Codes, line: Lines, condition: ConditionWords, record: RecordWords,
    }
    Labels {
        question: String, test: String, when: String, remedy: String, strength: String, valid: String, sources: String,
        supported_by: String, supports: String, criteria: String, read_by: String, pack: String,
        says: String, good: String, bad: String, severity: String, role: String, fields: String, family: String,
        also: String, effect: String,
    }
    Lines {
        valid_from: Template, valid_between: Template, source: Template, source_url: Template, pack: Template,
        criteria_by_authority: Template, criteria_inferred: Template, proposed: String,
    }
    ConditionWords { all: String, any: String, not: String, at_least: Template, exactly: Template }
    RecordWords {
        source: Template, unit: Template, process: Template, registered: Template, verdict: Template,
        criteria: String, tally: Template, article: String, article_a: String, article_b: String, article_c: String,
        facts: String, conflicts: String, reasoned: String, rules: String, open_rules: String, would_hold: Template, overridden: String,
        overridden_weakened: String, questions: String, links: String, link: Template, link_scope: Template, no_links: String,
        claimed: Template, unresolved: Template, ambiguous: Template, denied: Template, decision: String, decision_reason: Template,
        decision_review: Template, gap: String, gap_line: Template, gap_since: Template,
        standing: Template, no_gap: String, todo: String, notes: String, note: Template,
    }
    Coverage {
        head: CoverageHead, state: Codes, issue: Codes, expected: ExpectedWords, part: Codes, unresolved: Codes,
        structure: Codes, severity: Codes, section: CoverageSection, row: CoverageRow, reading: Codes,
        sign: Signs, by: Ways, fit: FitWords, column: Codes, choice: LinkChoice, sheet: Codes, html: Codes,
        made: Template,
    }
    CoverageHead {
        title: Template, unnamed: String, not_in_force: String, read: Template, filtered: Template,
        summary: String, leaves: Counted, share: Template, activities: Template, other_unit_leaves: Counted,
        verdicts: Template, gaps: Template, no_gaps: String, page_note: String,
    }
    ExpectedWords {
        marked: String, marked_special: String, marked_criminal: String, document_types: Counted,
        siblings: Template,
    }
    CoverageSection {
        missing: Counted, missing_expected: String, none_missing: String, tree: String, findings: Counted,
        untied: Counted, suggested: String, unresolved: Counted, structure: Counted, evaluation: String,
        more: Counted,
    }
    CoverageRow {
        inner: Template, activities: Counted, gaps: Counted, via: Template, finding: Template,
        finding_activities: Template, finding_parts: Template, unresolved: Template, candidates: Template,
        suggestion: Template, no_suggestion: String, structure: Template, structure_codes: Template,
    }
    Signs {
        leaves_without: Template, tied_to_many: Template, tied_to_none: Template, only_inner: Template,
        near_duplicates: Template,
    }
    Ways { system: Template, purpose: Template, joint_processing: Template }
    FitWords {
        whole: String, group: String, unit: String, no_unit: String, line: Template, nothing_against: String,
        too_little: Template, could_suit: Template, figures: Template, unit_figures: Template, answered: Template,
        age: Template, median: Template, quarters: Template, without_quarter: Template, thresholds: String,
    }
    Structure {
        change_title: Template, migration_title: Template, changes: Template, mapped: String, inferred: String,
        ties: Template, untouched: String, other: String, renamed: String, more: Counted, relation: Codes,
        outcome: Codes, part: Codes, sheet: Codes, column: Codes,
    }
    Checks {
        title: Template, read: Template, filtered: Template, counts: Template, completeness: Template,
        completeness_but: Template, nothing: String, nothing_asked_of: String, rule: Template, remedy: Template, good: Template, source: Template, finding: Template,
        more: Counted, note: Template, waived: Counted, waiver: Template, waiver_orphan: Template,
        ignored: Template, ignored_rule: Template, missing_title: String, missing_why: String, missing_table: Template,
        missing_column: Template, completeness_title: String, completeness_how: String, by_field: String,
        by_unit: String, by_process_group: String, share: Template, share_short: Template, all_complete: Counted,
        nothing_asked: String, record: CheckedRecord, column: Codes, sheet: Codes, severity: Codes, role: Codes, family: Codes,
        page: CheckPage,
    }
    CheckPage {
        skip: String, list: String, missing: String, by_severity: String, by_rule: String, waived: Counted,
        completeness: String, blank: String,
    }
    Links {
        title: Template, found: Counted, suggestion: Template, set: Template, shared: Template, no_candidates: String,
        dpias_without: Counted, activities_without: Counted, more: Counted, next: String,
        reason: Template, sheet: String, sheet_without: String, without_what: String, without_key: String, without_name: String,
        without_dpia: String, without_activity: String, about: Template, set_part: Template, set_next: Template, choose_title: String, choose_prompt: String,
        carry_title: Template, carry_sheet: String, carry_recorded: Template,
        evidence: Codes, likelihood: Codes, shares: Codes, choice: Codes, choose: Codes, ties: TieWords,
    }
    TieWords {
        list: Counted, checked: Template, tie: Template, row: Template, by: Template, scope: Template,
        candidates: Template, issue_detail: Template, wrong: Counted, in_need: Counted, untied: Counted,
        untied_dpia: Template, clean: String, issue: Codes,
    }
    Screen {
        form: FormWords, guide: GuideWords, question: Codes, question_source: Codes, standing: Codes,
        answers: AnswerWords, record: ThresholdWords,
    }
    FormWords {
        title: Template, book: Template, lead: String, no_unit: String,
        process: Template, purpose: Template, systems: Template, known_yes: Template, known_no: Template,
        known: Template, enough_one: String, enough_two: String, enough_more: Template, enough_none: String,
        skip_one: String, skip_two: String, skip_more: Template, authority: Template, test: Template,
        because: Template, contradicted: Template, choose_title: String, choose_prompt: String,
        choose_error: String, reason_needed: String, none_of: String, any_of: String, any_of_how: String, nowhere: String,
    }
    GuideWords {
        sheet: String, title: String, date: Template, why: String, why_text: String, how: String, how_1: String,
        how_2: String, how_3: String, how_4: String, how_5: String, how_6: String, answers: String, yes: String,
        no: String, unknown: String, blank: String, after: String, after_text: String, sources: String,
        sources_text: String, disclaimer: String,
    }
    AnswerWords { title: Counted, line: Template, changed: Template, candidates: Template, counted: Counted }
    ThresholdWords {
        title: String, lead: Template, header: Template, footer: Template, page: String, t0: String, t1: String,
        t2: String, t3: String, t4: String, t5: String, t6: String, t7: String, t8: String, t9: String,
        t10: String, signatures: String, key: String, name: String, unit: String,
        controller: String, process: String, purpose: String, legal_basis: String, subjects: String,
        categories: String, systems: String, recipients: String, registered: String, started: String,
        source: String, nothing: String, criterion: String, answer: String, motivation: String, cells: String,
        yes: String, no: String, unsure: String,
        article_a: String, article_b: String, article_c: String, rules: Template, no_rules: String,
        hints: Template, listed: Template, tally: Template, tally_yes: String, tally_no: String,
        tally_unknown: String, overridden: Template, exception_yes: Template, exception_no: String,
        exception_decision: Template, exception_hint: String, voluntary_yes: Template, voluntary_not: String,
        voluntary_no: String, similar_links: Template, similar_none: String,
        dpo_recorded: Template, dpo_blank: String, verdict: Template,
        conclusion_yes: String, conclusion_no: String, conclusion_unsure: String, conclusion_contradicted: String, conclusion_reasoned: Template, reasoned: Template, questions: Template,
        todo: Template, conflicts: Template, packs: String, pack: Template, sign_by: String,
        sign_role: String, sign_date: String, sign_name: String, sign_dpo: String, sign_decision: String,
    }
    Registers { art30: Art30, art30_label: Codes }
    Art30 {
        title: String, variant_internal: String, variant_public: Template, above: Template, as_of: Template,
        missing: String, not_stated: String, complete: Counted, note: String, sheet_controller: String, sheet_processor: String,
        controller_heading: String, processor_heading: String, point_controller: Template,
        point_processor: Template, no_point: String,
    }
    CheckedRecord {
        title: Template, place: Template, complete: Template, there: String, answer: Template, lacking: String,
        nothing_lacking: String, finding: Template, why: Template, like: Template, explain: Template,
    }
    ImpactTexts {
        title_supplier: Template, title_system: Template, since: Template, made: Template, more: Counted,
        ids_more: Template, cell: Template, clock: ClockWords, answer: ImpactAnswer, persons: PersonsWords,
        kinds: KindsWords, kind: Codes, names: NamesWords, called: Codes, how: Codes, tie: Codes, ring: Codes,
        ring_title: RingTitles, hit: HitWords, ground: Codes, beside: Codes, names_answer: Codes,
        searched: SearchedWords, dpias: CoveringWords, told: ToldWords, topic: Codes, breach: BreachWords,
        filled: Codes, fact: Codes, unit: UnitWords, column: Codes, sheet: Codes, page: ImpactPage,
    }
    ClockWords { until: Template, day_only: String, left: Template, over: Template, unknown: Template }
    ImpactAnswer {
        title: String, hit: Counted, hit_none: Template, hit_unsure: Template, named_supplier: Counted, named_system: Counted,
        tied_supplier: Counted, tied_system: Counted, likely: Counted, open: Counted, answered: Counted,
        meant: Template, nearest: Template, nearest_name: Template, no_nearest: String,
    }
    PersonsWords {
        title: String, range: Template, one: Template, named: Template, open_end: String, about: String, basis: Counted,
        without: Template, none: Template, short: Template, short_none: String, short_more: Template,
        whose: Template, whose_none: String, times: Template,
    }
    KindsWords {
        title: String, line: Template, shown: Template, silent: Template, special: Template, categories: Template,
    }
    NamesWords { title: String, meant: Counted, spellings: Template, tied: Template, shown_by: Template }
    RingTitles {
        named_supplier: Counted, named_system: Counted, tied_supplier: Counted, tied_system: Counted,
        likely: Counted,
    }
    HitWords {
        head: Template, reason: Template, reason_how: Template, reason_tie: Template, reason_beside: Template,
        processors: Template, systems: Template, said_named: Template, ended: Template, ended_undated: String,
        not_begun: Template, planned: String,
    }
    SearchedWords {
        title: String, how: Template, no_named: String, no_texts: String, column_answers: Template,
        answer: Template, silent: Template, open_note: String,
    }
    CoveringWords {
        title: String, review: Counted, review_none: String, dpia: Template, residual: Template,
        residual_none: String, to_review: String, not_approved: String, without: Counted, gaps: Template,
        gap: Template, named_only: Template,
    }
    ToldWords { title: String, line: Template, times: Template, nothing: Template }
    BreachWords {
        title: String, point: Template, fact: Template, law: Template, notes: String, note: Template,
        from_register: Template, not_from_register: String, security_before: Template,
    }
    UnitWords {
        title: String, none: String, line: Template, with_owners: Template, hits: Template, hits_likely: Template, note_title: Template,
        lead: Template, where_supplier: Template, where_system: Template, asks: String, ask_1: String,
        ask_2: String, ask_3: String, ask_4: String, ask_5: String, answer: String, by: String,
    }
    ImpactPage { skip: String, list: String, footer: Template, page: String, next: String }
    SupplierTexts {
        title: Template, made: Template, suppliers: Counted, systems: Counted,
        without_processor: Counted, without_processor_note: String, answers: Template, nothing: String,
        row: Counted, spelled: Template, also: Template, by_system_only: Template, sub: Template, tied: Template,
        tied_one: Template, agreement: Template, transfer: Template, answer: Codes, counted: Template,
        dpias: Counted, gaps: Counted, no_processor: Counted, list: ListWords, column: Codes, sheet: Codes,
        skip: String, names: String, look_into: String, agreement_open: String, next_impact: Template,
    }
    ListWords {
        title: Template, read: Template, missing: Counted, missing_note: String, like: Template, unlisted_suppliers: Counted,
        unlisted_systems: Counted, unlisted_note: String, all: String, found: Template, line: Template,
    }
    YearlyTexts {
        title: Template, title_review: Template, board_name: Template, officer: Template, no_officer: String, period: Template, period_open: Template, last: Template,
        no_last: String, by_hand: Template, no_by_hand: String, made: Template, skip: String, board: YearlyBoard,
        section: YearlySection, value: YearlyValue, recommend: YearlyRecommend, steps: YearlySteps, fit: Codes,
        chart: YearlyCharts, column: Codes, sheet: Codes, page: YearlyPage, figure: Codes, noun: Codes,
        area: Codes, heading: Codes, left: Codes, sign: Codes, annex: YearlyAnnex, since: YearlySince,
    }
    YearlySince {
        title: String, figures: Template, became: Codes, line: Template, why: Template, more: Template,
    }
    YearlyAnnex { title: String, intro: String, line: Template, plan: String, fit: String, by_hand: String }
    BoardsTexts {
        title: Template, read: Template, board: String, sheet: String, broken: String, broken_line: Template,
        counted: Template, of: Template, share: Template, left_out: Template, absent: Codes,
    }
    YearlyBoard {
        title: String, decide: String, decide_none: String, decision: Template, about: Template, about_more: Template,
        record: Template, record_dpia: Template,
    }
    YearlySection {
        title: Template, state: String, conclusion: String, recommendation: String, conclusion_none: String,
        conclusion_unknown: String, recommendation_none: String, opinion: Template, opinion_room: String,
        nothing: Template, complete: Template, more_parts: Template, not_asked: Template, no_structure: Template, no_dpias: Template,
        rule_left_out: Template, questions_not_asked: Template, documents: String, document: Template,
        document_decided: Template, document_undecided: String, document_review: Template,
        document_overdue: Template, document_no_review: String,
    }
    YearlyValue {
        count: Template, share: Template, share_none: Template, years: Template, days: Template,
        percent_of_time: Template, missing: String, last: Template, last_share: Template, left_out: Template,
        left_one: Template, no_unit: String, of_nothing: String,
    }
    YearlyRecommend {
        line: Template, line_own: Template, given: Template, status: Template, contradicted: Template,
        title: String, group: Template, then: Template, status_missing: String, became: Template, still: String, gone: String,
        done: Codes,
    }
    YearlySteps { title: String, first: Template, work: Template, new: Template, more: Template }
    YearlyCharts { kinds: String, gap_units: String, units: String, years: String }
    YearlyPage { header: String, footer: Template, page: String, table: Template, chart: Template }
    LinkChoice { tie: String, reject: String, unclear: String, title: String, prompt: String, error: String }
}

#[cfg(test)]
mod tests {
    use super::{Codes, Texts};
    use crate::art30::RuleFamily;
    use crate::classification::{
        AssignmentMove, CoverageIssue, CoverageState, FitReading, FitSign, Relation, StructureIssue,
        UnresolvedWhy,
    };
    use crate::diff::{ChangeKind, ChangeWeight, RiskArea, Sureness};
    use crate::dpia::{DpiaRemark, DpiaState, LinkStatus};
    use crate::gaps::{LinkIssue, Standing};
    use crate::law::FactId;
    use crate::ledger::AnswerStatus;
    use crate::linking::LinkChoice;
    use crate::matching::EvidenceKind;
    use crate::model::Severity;
    use crate::model::{DpiaField, Field};
    use crate::screening::{DecisionKind, DecisionPart, DecisionState, NeedVerdict, NotAllowed};
    use crate::text::variants::IntoEnumIterator;
    use crate::text::{Catalogue, Lang};
    use crate::yearly::{Area, FigureKind, LeftOut, RecommendationStatus, ReviewHeading};

    #[test]
    fn both_languages_have_the_same_texts_with_the_same_places() {
        for (sv, en) in files!("sv").iter().zip(files!("en")) {
            let read = |text| Catalogue::parse(text).expect("a catalogue");
            let (name, sv, en) = (en.0, read(sv.1), read(en.1));
            assert!(sv.keys_apart(&en).is_empty(), "{name}: {:?}", sv.keys_apart(&en));
            assert!(en.keys_apart(&sv).is_empty(), "{name}: {:?}", en.keys_apart(&sv));
            for (key, text) in sv.iter().chain(en.iter()) {
                assert!(!text.is_empty() && text.trim() == text, "{name}.{key} has blanks around it");
            }
        }
    }

    #[test]
    fn every_code_has_a_word() {
        fn has<E: IntoEnumIterator + ToString>(codes: &Codes) {
            for code in E::iter() {
                assert!(codes.has(&code.to_string()), "no word for {}", code.to_string());
            }
        }
        let check = |lang: Lang| {
            let (texts, words): (&Texts, _) = (lang.texts(), lang.words());
            has::<NeedVerdict>(&words.verdict);
            has::<Severity>(&words.severity);
            has::<LinkStatus>(&words.link);
            has::<DpiaState>(&words.state);
            has::<DpiaRemark>(&words.remark);
            has::<DecisionPart>(&words.decision_part);
            has::<DecisionKind>(&words.decision_kind);
            has::<NotAllowed>(&words.not_allowed);
            has::<FactId>(&words.fact);
            has::<Field>(&words.field);
            has::<DpiaField>(&words.dpia_field);
            for (codes, expected) in [
                (&words.tri, &["yes", "no", "unknown"][..]),
                (&words.basis, &["declared", "derived", "hinted", "absent"]),
                (&words.via, &["id", "case_number", "title", "record", "ledger", "reverse", "decision"]),
                (&words.strength, &["mandatory", "listed", "presumed", "recommended", "exemption"]),
                (&words.evidence, &["primary", "secondary", "unverified", "conclusion"]),
                (&words.match_how, &["exact", "alias", "fuzzy", "profile", "inferred", "likely", "none"]),
                (&words.table_kind, &["activities", "dpias", "classification", "other"]),
                (&words.layout, &["rows", "columns", "form", "document"]),
            ] {
                assert!(expected.iter().all(|code| codes.has(code)), "{expected:?}");
            }
            let coverage = &texts.coverage;
            has::<CoverageState>(&coverage.state);
            has::<CoverageIssue>(&coverage.issue);
            has::<UnresolvedWhy>(&coverage.unresolved);
            has::<StructureIssue>(&coverage.structure);
            has::<FitReading>(&coverage.reading);
            has::<Relation>(&texts.structure.relation);
            has::<AssignmentMove>(&texts.structure.outcome);
            has::<EvidenceKind>(&texts.links.evidence);
            has::<LinkChoice>(&texts.links.choice);
            has::<LinkChoice>(&texts.links.choose);
            has::<LinkIssue>(&texts.links.ties.issue);
            has::<AnswerStatus>(&texts.screen.standing);
            for fact in FactId::iter().filter(|fact| fact.can_be_asked() && !fact.is_criterion()) {
                assert!(texts.screen.question.has(fact.id()), "no question for {fact}");
                assert!(texts.screen.question_source.has(fact.id()), "no source for {fact}");
            }
            has::<ChangeKind>(&texts.diff.kind);
            has::<ChangeWeight>(&texts.diff.weight);
            has::<RiskArea>(&texts.diff.area);
            has::<Sureness>(&texts.diff.sureness);
            has::<DecisionState>(&texts.diff.decision_state);
            let yearly = &texts.yearly;
            has::<FigureKind>(&yearly.figure);
            has::<FigureKind>(&yearly.noun);
            has::<Area>(&yearly.area);
            has::<ReviewHeading>(&yearly.heading);
            has::<LeftOut>(&yearly.left);
            has::<FitSign>(&yearly.sign);
            has::<FitReading>(&yearly.fit);
            has::<RecommendationStatus>(&yearly.recommend.done);
            has::<RuleFamily>(&texts.check.family);
            has::<Severity>(&texts.check.severity);
            for standing in [Standing::Processor, Standing::Ended] {
                assert!(words.standing.has(standing.into()));
            }
        };
        check(Lang::Sv);
        check(Lang::En);
    }
}
