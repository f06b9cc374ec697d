//! The side navigation: what a person may open, in groups.

use crate::context::Context;
use tonghop_model::cycle::Action;

/// A group with its entries.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its heading, worded.
    pub title: String,
    /// The entries that the person may open.
    pub entries: Vec<Entry>,
}

/// An entry.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where it leads.
    pub href: &'static str,
    /// Its words.
    pub label: String,
    /// True on the page itself and on those below it.
    pub current: bool,
}

/// Who may open an entry.
#[derive(Debug, Clone, Copy)]
enum Opens {
    /// Whoever is signed in.
    All,
    /// Who may do this somewhere.
    Somewhere(Action),
    /// Who may do this to the installation as a whole.
    Whole(Action),
}

/// Address, key of the label, and who may open it.
type Item = (&'static str, &'static str, Opens);

/// Key of the heading and the items below it.
const GROUPS: &[(&str, &[Item])] = &[
    (
        "web-nav-work",
        &[
            ("/", "web-nav-start", Opens::All),
            ("/reports", "web-nav-reports", Opens::Somewhere(Action::EditReport)),
            ("/review", "web-nav-review", Opens::Somewhere(Action::ViewReview)),
            ("/rounds", "web-nav-rounds", Opens::Somewhere(Action::ViewRound)),
            ("/published", "web-published-title", Opens::All),
            ("/imports", "web-imports-title", Opens::Somewhere(Action::ViewImports)),
        ],
    ),
    (
        "web-nav-catalogue",
        &[
            (
                "/templates",
                "web-nav-templates",
                Opens::Somewhere(Action::ViewTemplate),
            ),
            ("/units", "web-nav-units", Opens::Somewhere(Action::ViewUnit)),
        ],
    ),
    (
        "web-nav-administration",
        &[
            ("/people", "web-nav-people", Opens::Somewhere(Action::ViewPeople)),
            ("/audit", "web-nav-audit", Opens::Whole(Action::ViewAudit)),
            ("/signature-roots", "web-roots-title", Opens::Whole(Action::ViewSystem)),
            ("/outbox", "web-mail-title", Opens::Whole(Action::ViewSystem)),
            ("/settings", "web-nav-settings", Opens::Whole(Action::ViewSystem)),
        ],
    ),
];

/// The navigation of a person; empty for somebody who is not signed in.
#[must_use]
pub fn groups(context: &Context) -> Vec<Group> {
    if context.session.is_none() {
        return Vec::new();
    }
    let path = context.target.split('?').next().unwrap_or("/");
    let group = |(title, items): &(&str, &[Item])| Group {
        title: context.messages.text(title),
        entries: items
            .iter()
            .filter(|(_, _, opens)| match opens {
                Opens::All => true,
                Opens::Somewhere(action) => context.may(*action),
                Opens::Whole(action) => context.may_whole(*action),
            })
            .map(|(href, label, _)| Entry {
                href,
                label: context.messages.text(label),
                current: is_below(path, href),
            })
            .collect(),
    };
    let groups = GROUPS.iter().map(group);
    groups.filter(|g| !g.entries.is_empty()).collect()
}

fn is_below(path: &str, href: &str) -> bool {
    match path.strip_prefix(href) {
        Some(rest) => rest.is_empty() || (href != "/" && rest.starts_with('/')),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_below_an_entry_belong_to_it() {
        assert!(is_below("/rounds", "/rounds") && is_below("/rounds/3", "/rounds"));
        assert!(!is_below("/roundsx", "/rounds") && !is_below("/rounds", "/"));
        assert!(is_below("/", "/"));
    }
}
