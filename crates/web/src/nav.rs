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

/// Address, key of the label, and the action that opens it (none: whoever is signed in).
type Item = (&'static str, &'static str, Option<Action>);

/// Key of the heading and the items below it.
const GROUPS: &[(&str, &[Item])] = &[
    (
        "web-nav-work",
        &[
            ("/", "web-nav-start", None),
            ("/reports", "web-nav-reports", Some(Action::EditReport)),
            ("/review", "web-nav-review", Some(Action::ReviewReport)),
            ("/rounds", "web-nav-rounds", Some(Action::ViewRound)),
            ("/published", "web-published-title", None),
            ("/imports", "web-imports-title", Some(Action::ImportValues)),
        ],
    ),
    (
        "web-nav-catalogue",
        &[
            ("/templates", "web-nav-templates", Some(Action::ViewTemplate)),
            ("/units", "web-nav-units", Some(Action::ViewUnit)),
        ],
    ),
    (
        "web-nav-administration",
        &[
            ("/people", "web-nav-people", Some(Action::ManagePeople)),
            ("/audit", "web-nav-audit", Some(Action::ViewAudit)),
            ("/signature-roots", "web-roots-title", Some(Action::ManageSystem)),
            ("/outbox", "web-mail-title", Some(Action::ManageSystem)),
            ("/settings", "web-nav-settings", Some(Action::ManageSystem)),
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
            .filter(|(_, _, action)| action.is_none_or(|a| context.may(a)))
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
