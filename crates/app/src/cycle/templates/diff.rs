//! What is different between two versions of a template.

use super::content::joined;
use super::{Content, ContentColumn, ContentGroup, ContentTask, Kind};
use tonghop_model::template::OwnColumn;

/// One difference. Texts are those of the template, put together for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is about.
    pub kind: Kind,
    /// How it stood; none where it is new.
    pub before: Option<String>,
    /// How it stands; none where it is gone.
    pub after: Option<String>,
}

/// Differences in the order of the newer version, what is gone last in each kind. `order` names the kinds whose common
/// entries stand in another order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// What was added, dropped or reworded.
    pub entries: Vec<Difference>,
    /// Kinds that were only put in another order.
    pub order: Vec<Kind>,
}

impl Differences {
    /// True where both versions ask for the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.order.is_empty()
    }
}

/// Compares two versions. Rows are the same that are mapped to the same node; unmapped ones those of the same wording.
#[must_use]
pub fn differences(before: &Content, after: &Content) -> Differences {
    let mut found = Differences::default();
    let column = |c: &ContentColumn| {
        let heading = c.heading.as_deref().unwrap_or("");
        match &c.own {
            Some(own) => (format!("own {}", own.code), own_text(heading, own)),
            None => (c.column.key().to_owned(), format!("{} {heading}", c.column.key())),
        }
    };
    found.compare(Kind::Column, &before.columns, &after.columns, column);
    found.compare(Kind::Part, &before.parts, &after.parts, |p| {
        (p.label.clone(), format!("{}. {}", p.label, p.title))
    });
    let group = |g: &ContentGroup| {
        let place = joined(&[&g.part, &g.label], ".");
        (place.clone(), format!("{place}. {}", g.title))
    };
    found.compare(Kind::Group, &before.groups, &after.groups, group);
    found.compare(Kind::Task, &before.tasks, &after.tasks, |t| (task_key(t), task_text(t)));
    found.compare(Kind::Section, &before.sections, &after.sections, |s| {
        (s.code.clone(), s.title.clone())
    });
    found.compare(Kind::Indicator, &before.indicators, &after.indicators, |i| {
        (i.clone(), i.clone())
    });
    found
}

/// "own choice Nguồn kinh phí (Trung ương / Tỉnh / Xã) *": the kind, the heading, what can be chosen, a star where it has to be
/// filled in. It is worded where it is shown.
fn own_text(heading: &str, own: &OwnColumn) -> String {
    let mut text = format!("own {} {heading}", own.kind.key());
    if !own.choices.is_empty() {
        text.push_str(&format!(" ({})", own.choices.join(" / ")));
    }
    if own.required {
        text.push_str(" *");
    }
    text
}

fn task_key(task: &ContentTask) -> String {
    if task.node.is_empty() {
        format!("= {}", task.title)
    } else {
        task.node.clone()
    }
}

fn task_text(task: &ContentTask) -> String {
    let threshold = task.threshold.map(|t| format!("{t}%"));
    let more = [task.lead.as_deref(), task.timeframe.as_deref(), threshold.as_deref()];
    let mut text = format!("{} {}", joined(&[&task.part, &task.group, &task.no], "."), task.title);
    for word in more.into_iter().flatten().filter(|w| !w.is_empty()) {
        text.push_str(" · ");
        text.push_str(word);
    }
    if !task.node.is_empty() {
        text.push_str(&format!(" [{}]", task.node));
    }
    text.trim().to_owned()
}

impl Differences {
    fn compare<T>(&mut self, kind: Kind, before: &[T], after: &[T], text: impl Fn(&T) -> (String, String)) {
        let old: Vec<(String, String)> = before.iter().map(&text).collect();
        let new: Vec<(String, String)> = after.iter().map(&text).collect();
        let find = |list: &[(String, String)], key: &str| list.iter().position(|(k, _)| k == key);
        for (key, text) in &new {
            let was = find(&old, key).map(|at| old[at].1.clone());
            if was.as_ref() != Some(text) {
                self.entries.push(Difference {
                    kind,
                    before: was,
                    after: Some(text.clone()),
                });
            }
        }
        for (_, text) in old.iter().filter(|(key, _)| find(&new, key).is_none()) {
            self.entries.push(Difference {
                kind,
                before: Some(text.clone()),
                after: None,
            });
        }
        let common: Vec<usize> = new.iter().filter_map(|(key, _)| find(&old, key)).collect();
        if common.windows(2).any(|w| w[0] > w[1]) {
            self.order.push(kind);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(node: &str, no: &str, title: &str) -> ContentTask {
        ContentTask {
            node: node.into(),
            no: no.into(),
            title: title.into(),
            ..ContentTask::default()
        }
    }

    #[test]
    fn rows_are_recognised_by_their_node() {
        let before = Content {
            tasks: vec![task("A.1", "1", "Một"), task("A.2", "2", "Hai"), task("A.3", "3", "Ba")],
            ..Content::default()
        };
        let mut after = before.clone();
        assert!(differences(&before, &after).is_empty());
        after.tasks.swap(0, 1);
        after.tasks[0].title = "Hai mới".into();
        after.tasks.remove(2);
        after.tasks.push(task("", "3", "Bốn"));
        let found = differences(&before, &after);
        let texts: Vec<_> = found
            .entries
            .iter()
            .map(|d| (d.before.as_deref(), d.after.as_deref()))
            .collect();
        assert_eq!(
            texts,
            [
                (Some("2 Hai [A.2]"), Some("2 Hai mới [A.2]")),
                (None, Some("3 Bốn")),
                (Some("3 Ba [A.3]"), None),
            ]
        );
        assert_eq!(found.order, [Kind::Task]);
    }
}
