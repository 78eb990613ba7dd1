//! The records of the page: what is hit, ring by ring, and what does not answer, each folding out to what is said of it.

use super::Page;
use crate::impact::{Called, Hit, Ring};
use crate::model::Field;
use crate::report::common::html::{Safe, put, told};
use crate::report::common::wording::joined_by;
use crate::report::impact::row::topics;
use crate::report::impact::sentences::OPEN;

impl Page<'_, '_, '_, '_> {
    pub(super) fn rings(&mut self) {
        for ring in [Ring::Named, Ring::Tied, Ring::Likely] {
            let hits = self.s.view.impact.hits.iter().enumerate().filter(|(_, hit)| hit.ring == ring);
            let hits: Vec<(usize, &Hit)> = hits.collect();
            if hits.is_empty() {
                continue;
            }
            put!(self, "<section data-group><h3>{}</h3>", Safe(self.s.ring_title(ring, hits.len())));
            for (number, hit) in hits {
                self.hit(number, hit);
            }
            put!(self, "</section>");
        }
    }

    /// One record, which folds out to what the register says of it.
    fn hit(&mut self, number: usize, hit: &Hit) {
        let s = self.s;
        let class = if hit.ring == Ring::Likely { "warning" } else { "error" };
        let (head, chosen_by) = (s.head(hit.activity), self.hit_chosen_by(hit));
        put!(self, "<details class=\"{class}\" data-row{chosen_by}><summary><strong>{}</strong>", Safe(head));
        let why = joined_by("; ", std::iter::once(s.reasons(hit)).chain(s.beside(hit)));
        put!(self, "<br><span class=\"sum\">{}</span></summary>\n<dl>", Safe(why));
        for (key, field) in [
            ("processors", Field::Processors),
            ("systems", Field::Systems),
            ("whose", Field::DataSubjects),
            ("persons", Field::DataSubjectCount),
            ("categories", Field::DataCategories),
            ("special", Field::Sensitive),
            ("criminal", Field::Art10),
            ("national_id", Field::NationalId),
            ("protected_identity", Field::ProtectedIdentity),
        ] {
            self.out.push_str(&told(s.texts.column.of(key), &s.written(hit.activity, field)));
        }
        for topic in topics() {
            self.out.push_str(&told(s.texts.topic.of(topic.into()), &s.told_by(number, topic)));
        }
        self.out.push_str(&told(s.texts.column.of("dpias"), &self.rows.dpias_of(hit.activity)));
        self.place(hit.activity);
        put!(self, "</dl></details>");
    }

    fn place(&mut self, activity: usize) {
        let s = self.s;
        let place = s.wording.place(&s.view.activity(activity).origin);
        self.out.push_str(&told(s.wording.texts.gaps.column.of("place"), &place));
    }

    /// What was searched, and each record that leaves a question of names open.
    pub(super) fn searched(&mut self) {
        let (s, searched) = (self.s, &self.s.view.impact.searched);
        put!(self, "<h3>{}</h3>\n<p>{}</p>", Safe(&s.texts.searched.title), Safe(s.searched()));
        self.list(&searched.answers.iter().map(|one| s.column_answers(one)).collect::<Vec<_>>());
        if searched.open.is_empty() {
            return;
        }
        put!(self, "<p class=\"warn\">{}</p>", Safe(&s.texts.searched.open_note));
        let title = format!("{} ({})", s.texts.ring.of(OPEN), s.number(searched.open.len()));
        put!(self, "<section data-group><h4>{}</h4>", Safe(title));
        searched.open.iter().for_each(|activity| self.open(*activity));
        put!(self, "</section>");
    }

    /// A record that does not answer, with how it answers both questions and what it says.
    fn open(&mut self, activity: usize) {
        let (s, chosen_by) = (self.s, self.open_chosen_by(activity));
        put!(self, "<details class=\"note\" data-row{chosen_by}><summary>{}", Safe(s.head(activity)));
        let answers = s.view.impact.searched.of_record.get(activity).into_iter().flatten();
        let said = [Called::Supplier, Called::System].into_iter().zip(answers).map(|(called, answer)| {
            let field = s.wording.lang.words().field.of(called.field().key());
            format!("{field}: {}", s.names_answer(*answer))
        });
        put!(self, "<br><span class=\"sum\">{}</span></summary>\n<dl>", Safe(joined_by("; ", said)));
        for (key, field) in [
            ("processors", Field::Processors),
            ("systems", Field::Systems),
            ("whose", Field::DataSubjects),
            ("persons", Field::DataSubjectCount),
            ("categories", Field::DataCategories),
        ] {
            self.out.push_str(&told(s.texts.column.of(key), &s.written(activity, field)));
        }
        self.place(activity);
        put!(self, "</dl></details>");
    }
}
