//! Who may do what: roles on subtrees of units. Whatever no grant allows is denied.

use super::ids::{AccountId, GrantId, UnitId};
use super::role::Role;
use crate::date::Date;

/// What a person can want to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// See a round and its state.
    ViewRound,
    /// See a unit's own page.
    ViewUnit,
    /// See a report, its submissions, findings and files.
    ViewReport,
    /// Type, copy forward, decide on candidates.
    EditReport,
    /// Upload the unit's document or evidence.
    UploadFile,
    /// Send the report.
    SubmitReport,
    /// Take a sent report back.
    WithdrawReport,
    /// See the queue of what waits for a review, and who sent nothing.
    ViewReview,
    /// Start a review; accept or return items.
    ReviewReport,
    /// Accept the report as a whole.
    AcceptReport,
    /// Waive a finding.
    WaiveFinding,
    /// Write a remark.
    Comment,
    /// Send a reminder.
    Remind,
    /// See matrix, roll-ups, lists over units.
    ViewConsolidated,
    /// Open, change, close, publish rounds.
    ManageRound,
    /// Extend, exempt, record "nothing to report".
    AdjustObligation,
    /// Answer a recommendation.
    AnswerRecommendation,
    /// See what was imported.
    ViewImports,
    /// Import values of many units.
    ImportValues,
    /// See templates.
    ViewTemplate,
    /// Edit and publish templates.
    ManageTemplate,
    /// See people, their roles and sessions.
    ViewPeople,
    /// Invite people, give and take roles.
    ManagePeople,
    /// Import and change org units.
    ManageUnits,
    /// See settings, mail that waits, certificates that are trusted.
    ViewSystem,
    /// Change settings, take a backup, have mail sent again.
    ManageSystem,
    /// Read the audit log.
    ViewAudit,
    /// See what was published.
    ViewPublished,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 28] = [
        Self::ViewRound,
        Self::ViewUnit,
        Self::ViewReport,
        Self::EditReport,
        Self::UploadFile,
        Self::SubmitReport,
        Self::WithdrawReport,
        Self::ViewReview,
        Self::ReviewReport,
        Self::AcceptReport,
        Self::WaiveFinding,
        Self::Comment,
        Self::Remind,
        Self::ViewConsolidated,
        Self::ManageRound,
        Self::AdjustObligation,
        Self::AnswerRecommendation,
        Self::ViewImports,
        Self::ImportValues,
        Self::ViewTemplate,
        Self::ManageTemplate,
        Self::ViewPeople,
        Self::ManagePeople,
        Self::ManageUnits,
        Self::ViewSystem,
        Self::ManageSystem,
        Self::ViewAudit,
        Self::ViewPublished,
    ];

    /// True where nothing changes.
    #[must_use]
    pub const fn only_reads(self) -> bool {
        matches!(
            self,
            Self::ViewRound
                | Self::ViewUnit
                | Self::ViewReport
                | Self::ViewConsolidated
                | Self::ViewTemplate
                | Self::ViewReview
                | Self::ViewImports
                | Self::ViewPeople
                | Self::ViewSystem
                | Self::ViewAudit
                | Self::ViewPublished
        )
    }
}

/// A role that a person holds for a subtree of units.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// Which role.
    pub role: Role,
    /// Top of the subtree.
    pub unit: UnitId,
    /// Path of that unit in the tree: "/1/25/". A unit below has a path that starts with it.
    pub path: String,
    /// Only for this programme; none for all.
    pub programme: Option<String>,
    /// First day.
    pub from: Date,
    /// Last day; none for no end.
    pub to: Option<Date>,
    /// For whom the person acts (delegation, acting officer).
    pub acting_for: Option<AccountId>,
}

impl Grant {
    /// True on days from the first to the last.
    #[must_use]
    pub fn holds_on(&self, today: Date) -> bool {
        self.from <= today && self.to.is_none_or(|to| today <= to)
    }

    /// True where the grant covers a resource on that day.
    #[must_use]
    pub fn covers(&self, resource: &Resource<'_>, today: Date) -> bool {
        let programme = match (&self.programme, resource.programme) {
            (Some(own), Some(asked)) => own == asked,
            // What belongs to the whole installation belongs to every programme.
            (Some(_), None) => !resource.is_whole(),
            _ => true,
        };
        let place = match resource.path {
            Some(Resource::TREE) => self.is_at_root(),
            Some(path) => path.starts_with(&self.path),
            None => true,
        };
        programme && place && self.holds_on(today)
    }

    /// True where the grant covers the whole subtree with this path for this programme (none: for every programme). So who
    /// hands on a right holds all of it.
    #[must_use]
    pub fn covers_all(&self, path: &str, programme: Option<&str>, today: Date) -> bool {
        let programmes = self.programme.is_none() || self.programme.as_deref() == programme;
        programmes && self.holds_on(today) && path.starts_with(&self.path)
    }

    /// True where the subtree hangs on nothing: "/1/".
    fn is_at_root(&self) -> bool {
        self.path.trim_matches('/').split('/').count() == 1
    }
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actor {
    /// The account; none for the public and for the program itself.
    pub account: Option<AccountId>,
    /// The name that is shown and recorded.
    pub name: String,
    /// What the account may do.
    pub grants: Vec<Grant>,
    /// True for the program itself (start, jobs, commands on the machine): everything is allowed, and recorded so.
    pub system: bool,
}

impl Actor {
    /// The program itself: commands that somebody with access to the machine runs, and jobs.
    #[must_use]
    pub fn system(name: &str) -> Self {
        Self {
            name: name.into(),
            system: true,
            ..Self::default()
        }
    }

    /// Roles that hold on that day, each once, in their order.
    #[must_use]
    pub fn roles(&self, today: Date) -> Vec<Role> {
        let mut roles: Vec<_> = self
            .grants
            .iter()
            .filter(|g| g.holds_on(today))
            .map(|g| g.role)
            .collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    /// True where one role allows this over the whole subtree with this path, for this programme (none: for every one).
    #[must_use]
    pub fn holds(&self, action: Action, path: &str, programme: Option<&str>, today: Date) -> bool {
        let whole = |g: &Grant| g.role.allows(action) && g.covers_all(path, programme, today);
        self.system || self.grants.iter().any(whole)
    }

    /// For whom the actor does this to a unit (none: to something above units): the ones acted for, where no role of the
    /// actor's own allows it. Empty for who acts in their own right.
    #[must_use]
    pub fn in_place_of(&self, action: Action, path: Option<&str>, today: Date) -> Vec<AccountId> {
        let place = Resource { path, programme: None };
        let allows = |g: &&Grant| g.role.allows(action) && g.covers(&place, today);
        let used: Vec<&Grant> = self.grants.iter().filter(allows).collect();
        if self.system || used.iter().any(|g| g.acting_for.is_none()) {
            return Vec::new();
        }
        let mut whom: Vec<AccountId> = used.iter().filter_map(|g| g.acting_for).collect();
        whom.sort_unstable();
        whom.dedup();
        whom
    }

    /// Paths of the subtrees on which the actor may do this, for some programme; `["/"]` where everywhere. For units, and as
    /// the widest bound of lists whose rows are asked for one by one.
    #[must_use]
    pub fn reach(&self, action: Action, today: Date) -> Vec<String> {
        if self.system {
            return vec!["/".into()];
        }
        let holds = |g: &&Grant| g.holds_on(today) && g.role.allows(action);
        Self::outermost(self.grants.iter().filter(holds))
    }

    /// The same for things of one programme: a role for another programme adds nothing.
    #[must_use]
    pub fn reach_of(&self, action: Action, programme: &str, today: Date) -> Vec<String> {
        if self.system {
            return vec!["/".into()];
        }
        let holds = |g: &&Grant| {
            g.holds_on(today) && g.role.allows(action) && g.programme.as_deref().is_none_or(|own| own == programme)
        };
        Self::outermost(self.grants.iter().filter(holds))
    }

    fn outermost<'a>(grants: impl Iterator<Item = &'a Grant>) -> Vec<String> {
        let mut paths: Vec<_> = grants.map(|g| g.path.clone()).collect();
        paths.sort();
        // A subtree within a subtree adds nothing; sorted, the outer one comes first.
        paths.dedup_by(|inner, outer| inner.starts_with(outer.as_str()));
        paths
    }
}

/// What something is done to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Resource<'a> {
    /// Path of the unit it belongs to, [`Self::TREE`] for the installation; none where any subtree will do.
    pub path: Option<&'a str>,
    /// Programme it belongs to.
    pub programme: Option<&'a str>,
}

impl<'a> Resource<'a> {
    /// Something that belongs to a unit.
    #[must_use]
    pub const fn of_unit(path: &'a str) -> Self {
        Self {
            path: Some(path),
            programme: None,
        }
    }

    /// Something that belongs to a unit and a programme.
    #[must_use]
    pub const fn new(path: &'a str, programme: &'a str) -> Self {
        Self {
            path: Some(path),
            programme: Some(programme),
        }
    }

    /// Stands for the whole tree in [`Self::path`]; no unit has this path.
    pub const TREE: &'static str = "/";

    /// Something that belongs to the installation as a whole: settings, the audit, backups. Only a role on a unit at the
    /// root of the tree covers it, for all programmes.
    #[must_use]
    pub const fn whole() -> Self {
        Self {
            path: Some(Self::TREE),
            programme: None,
        }
    }

    /// Something of a programme that every unit shares, as its templates: only a role at the root covers it.
    #[must_use]
    pub const fn whole_of(programme: &'a str) -> Self {
        Self {
            path: Some(Self::TREE),
            programme: Some(programme),
        }
    }

    fn is_whole(&self) -> bool {
        self.path == Some(Self::TREE)
    }

    /// Asks whether an action is allowed on any subtree at all: before lists that are narrowed afterwards. It guards nothing
    /// by itself.
    #[must_use]
    pub const fn anywhere() -> Self {
        Self {
            path: None,
            programme: None,
        }
    }
}

/// The action is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not allowed")]
pub struct Denied(
    /// What was wanted.
    pub Action,
);

/// Allows what a grant of the actor allows on that day, denies everything else.
///
/// # Errors
/// [`Denied`] where no grant covers the resource with a role that allows the action.
pub fn authorise(actor: &Actor, action: Action, resource: &Resource<'_>, today: Date) -> Result<(), Denied> {
    let granted = |g: &Grant| g.role.allows(action) && g.covers(resource, today);
    let open_to_all = Role::Public.allows(action);
    if actor.system || open_to_all || actor.grants.iter().any(granted) {
        return Ok(());
    }
    Err(Denied(action))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn actor(role: Role, path: &str) -> Actor {
        let grant = Grant {
            id: GrantId(1),
            role,
            unit: UnitId(1),
            path: path.into(),
            programme: Some("411".into()),
            from: day("2026-01-01"),
            to: Some(day("2026-12-31")),
            acting_for: None,
        };
        Actor {
            account: Some(AccountId(7)),
            name: "A".into(),
            grants: vec![grant],
            system: false,
        }
    }

    #[test]
    fn a_role_holds_for_its_subtree_its_programme_and_its_days() {
        let editor = actor(Role::CommuneEditor, "/1/25/");
        let ask = |path, programme, on| {
            authorise(&editor, Action::EditReport, &Resource::new(path, programme), day(on)).is_ok()
        };
        assert!(ask("/1/25/", "411", "2026-01-01") && ask("/1/25/3/", "411", "2026-12-31"));
        assert!(!ask("/1/2/", "411", "2026-06-01") && !ask("/1/", "411", "2026-06-01"));
        assert!(!ask("/1/250/", "411", "2026-06-01"), "25 is not the beginning of 250");
        assert!(!ask("/1/25/", "412", "2026-06-01"));
        assert!(!ask("/1/25/", "411", "2025-12-31") && !ask("/1/25/", "411", "2027-01-01"));
    }

    #[test]
    fn what_belongs_to_the_installation_takes_a_role_at_the_root_for_all_programmes() {
        let mut head = actor(Role::DepartmentHead, "/1/");
        let ask =
            |actor: &Actor, resource| authorise(actor, Action::ManageTemplate, &resource, day("2026-05-05")).is_ok();
        assert!(ask(&head, Resource::whole_of("411")) && !ask(&head, Resource::whole_of("412")));
        assert!(
            !ask(&head, Resource::whole()),
            "a role for one programme is no role for all"
        );
        head.grants[0].programme = None;
        assert!(ask(&head, Resource::whole()) && ask(&head, Resource::whole_of("412")));
        head.grants[0].path = "/1/25/".into();
        assert!(!ask(&head, Resource::whole()) && !ask(&head, Resource::whole_of("411")));
        assert!(ask(&head, Resource::anywhere()));
    }

    #[test]
    fn who_hands_a_right_on_holds_all_of_it() {
        let mut boss = actor(Role::Administrator, "/1/25/");
        let holds =
            |actor: &Actor, path, programme| actor.holds(Action::ManagePeople, path, programme, day("2026-05-05"));
        assert!(holds(&boss, "/1/25/", Some("411")) && holds(&boss, "/1/25/9/", Some("411")));
        assert!(!holds(&boss, "/1/", Some("411")) && !holds(&boss, "/1/26/", Some("411")));
        assert!(!holds(&boss, "/1/25/", None) && !holds(&boss, "/1/25/", Some("412")));
        boss.grants[0].programme = None;
        assert!(holds(&boss, "/1/25/", None) && holds(&boss, "/1/25/", Some("412")));
    }

    #[test]
    fn an_auditor_changes_nothing_and_an_administrator_decides_nothing() {
        for action in Action::ALL {
            assert_eq!(Role::Auditor.allows(action), action.only_reads(), "{action:?}");
        }
        for action in [
            Action::EditReport,
            Action::SubmitReport,
            Action::AcceptReport,
            Action::ReviewReport,
        ] {
            assert!(!Role::Administrator.allows(action), "{action:?}");
            assert!(!Role::Auditor.allows(action), "{action:?}");
        }
    }

    #[test]
    fn who_writes_a_report_does_not_review_it() {
        for role in Role::GRANTABLE {
            assert!(
                !(role.allows(Action::SubmitReport) && role.allows(Action::AcceptReport)),
                "{role:?}"
            );
        }
    }

    #[test]
    fn without_grants_only_what_was_published_can_be_seen() {
        let nobody = Actor::default();
        for action in Action::ALL {
            let allowed = authorise(&nobody, action, &Resource::anywhere(), day("2026-01-01")).is_ok();
            assert_eq!(allowed, action == Action::ViewPublished, "{action:?}");
        }
    }

    #[test]
    fn reach_names_each_subtree_once() {
        let mut reviewer = actor(Role::Reviewer, "/1/");
        let inner = Grant {
            path: "/1/5/".into(),
            ..reviewer.grants[0].clone()
        };
        reviewer.grants.push(inner);
        assert_eq!(reviewer.reach(Action::ViewConsolidated, day("2026-05-05")), ["/1/"]);
        assert!(reviewer.reach(Action::ManagePeople, day("2026-05-05")).is_empty());
        let other = Grant {
            path: "/1/7/".into(),
            programme: Some("412".into()),
            ..reviewer.grants[0].clone()
        };
        reviewer.grants.push(other);
        let of = |programme| reviewer.reach_of(Action::ViewConsolidated, programme, day("2026-05-05"));
        assert_eq!((of("411"), of("412")), (vec!["/1/".into()], vec!["/1/7/".into()]));
        assert!(of("413").is_empty());
    }
}
