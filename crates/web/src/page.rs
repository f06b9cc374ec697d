//! What every page has around its content. Templates extend `layout.html` and find it in their field `page`.

use crate::app::App;
use crate::context::{Context, Ctx};
use crate::flash::Flash;
use crate::{nav, secret};
use std::sync::Arc;
use tonghop_messages::Lang;
use tonghop_model::consolidation::Addressee;
use tonghop_model::cycle::Action;
use tonghop_model::date::Date;
use tonghop_model::message::{Arg, Message};
use tonghop_model::moment::Moment;

/// A number of things, as templates hand it over: by value or by reference.
pub trait Count {
    /// The number.
    fn count(&self) -> u64;
}

impl Count for usize {
    fn count(&self) -> u64 {
        *self as u64
    }
}

impl Count for u64 {
    fn count(&self) -> u64 {
        *self
    }
}

impl Count for i64 {
    fn count(&self) -> u64 {
        self.unsigned_abs()
    }
}

/// A day, as templates hand it over: by value or by reference.
pub trait Day {
    /// The day.
    fn value(&self) -> Date;
}

impl Day for Date {
    fn value(&self) -> Date {
        *self
    }
}

impl<T: Day> Day for &T {
    fn value(&self) -> Date {
        (**self).value()
    }
}

impl<T: Count> Count for &T {
    fn count(&self) -> u64 {
        (**self).count()
    }
}

/// A point in time, as templates hand it over: by value or by reference.
pub trait Instant {
    /// The point in time.
    fn value(&self) -> Moment;
}

impl Instant for Moment {
    fn value(&self) -> Moment {
        *self
    }
}

impl<T: Instant> Instant for &T {
    fn value(&self) -> Moment {
        (**self).value()
    }
}

/// A step of the way from the start page to this one.
#[derive(Debug, Clone)]
pub struct Crumb {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub label: String,
}

/// The frame of a page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Request and person.
    pub ctx: Arc<Context>,
    /// Title of the page.
    pub title: String,
    /// The way to it, without the page itself.
    pub crumbs: Vec<Crumb>,
    /// Side navigation.
    pub nav: Vec<nav::Group>,
    /// Name of the province or department that runs the installation.
    pub owner: String,
    /// The token for the forms.
    pub csrf: String,
    /// The message left by the page before.
    pub flash: Option<Flash>,
    app: App,
}

impl Page {
    /// A page with a title from the message files.
    #[must_use]
    pub fn new(app: &App, ctx: &Ctx, title: &str) -> Self {
        Self::titled(app, &ctx.0, ctx.messages.text(title))
    }

    /// A page whose title is already worded.
    #[must_use]
    pub fn titled(app: &App, context: &Arc<Context>, title: String) -> Self {
        Self {
            ctx: Arc::clone(context),
            title,
            crumbs: Vec::new(),
            nav: nav::groups(context),
            owner: app.owner_name(),
            csrf: secret::form_token(&context.binding),
            flash: context.flash.clone(),
            app: app.clone(),
        }
    }

    /// Adds a step to the way; `label` is a key of the message files.
    #[must_use]
    pub fn crumb(self, href: &str, label: &str) -> Self {
        let label = self.t(label);
        self.crumb_named(href, label)
    }

    /// Adds a step whose words are data.
    #[must_use]
    pub fn crumb_named(mut self, href: &str, label: String) -> Self {
        self.crumbs.push(Crumb {
            href: href.to_owned(),
            label,
        });
        self
    }

    /// A text of the message files.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.ctx.messages.text(key)
    }

    /// What to do about a finding of this check.
    #[must_use]
    pub fn advice(&self, check: &str) -> String {
        self.ctx.messages.advice(check)
    }

    /// What to do about a finding of a check, for the unit whose report it is.
    #[must_use]
    pub fn advice_to_unit(&self, check: &str) -> String {
        self.ctx.messages.advice_to_unit(check)
    }

    /// A text with one argument.
    #[must_use]
    pub fn with(&self, key: &str, name: &'static str, value: impl std::fmt::Display) -> String {
        self.ctx.messages.word(key, &[(name, Arg::Text(value.to_string()))])
    }

    /// A text with a count named `count`.
    #[must_use]
    pub fn n(&self, key: &str, count: impl Count) -> String {
        self.ctx.messages.word(key, &[("count", Arg::Count(count.count()))])
    }

    /// A text with several arguments, already written as people of the language write them.
    #[must_use]
    pub fn words(&self, key: &str, args: &[(&'static str, String)]) -> String {
        let args: Vec<_> = args
            .iter()
            .map(|(name, value)| (*name, Arg::Text(value.clone())))
            .collect();
        self.ctx.messages.word(key, &args)
    }

    /// Whom a recommendation is made to.
    #[must_use]
    pub fn addressees(&self, of: &[Addressee]) -> String {
        self.ctx.messages.addressees(of)
    }

    /// A message of another crate.
    #[must_use]
    pub fn format(&self, message: &Message) -> String {
        self.ctx.messages.format(message)
    }

    /// What is kept in Vietnamese and English, in the language of the page.
    #[must_use]
    pub fn said<'b>(&self, both: &'b [String; 2]) -> &'b str {
        &both[usize::from(self.ctx.lang() == Lang::En)]
    }

    /// A count as people of the language write it.
    #[must_use]
    pub fn number(&self, value: impl Count) -> String {
        self.ctx
            .messages
            .number(usize::try_from(value.count()).unwrap_or(usize::MAX))
    }

    /// A day as people write it: 14/9/2025 in Vietnamese, 2025-09-14 in English.
    #[must_use]
    pub fn day(&self, day: impl Day) -> String {
        let day = day.value();
        match self.ctx.lang() {
            Lang::Vi => day.printed(),
            Lang::En => day.to_string(),
        }
    }

    /// A stored ISO date as people write it; as it stands where it is none.
    #[must_use]
    pub fn iso(&self, text: &str) -> String {
        text.parse::<Date>()
            .map_or_else(|_| text.to_owned(), |day| self.day(day))
    }

    /// Day and time in Vietnam.
    #[must_use]
    pub fn moment(&self, moment: impl Instant) -> String {
        let moment = moment.value();
        let (hour, minute) = moment.time_in_vietnam();
        format!("{} {hour:02}:{minute:02}", self.day(moment.day_in_vietnam()))
    }

    /// What stands above a printed page: whose it is and when it was printed.
    #[must_use]
    pub fn printed(&self) -> String {
        let args = [("owner", self.owner.clone()), ("at", self.moment(self.ctx.now))];
        self.words("web-printed", &args)
    }

    /// The path of an embedded file.
    #[must_use]
    pub fn asset(&self, name: &str) -> &str {
        self.app.assets().path(name)
    }

    /// True where somebody is signed in.
    #[must_use]
    pub fn signed_in(&self) -> bool {
        self.ctx.session.is_some()
    }

    /// Name of the person.
    #[must_use]
    pub fn person(&self) -> &str {
        &self.ctx.actor().name
    }

    /// The person's roles, worded.
    #[must_use]
    pub fn roles(&self) -> String {
        let roles = self.ctx.actor().roles(self.ctx.today());
        let worded: Vec<String> = roles.iter().map(|r| self.role(r.key())).collect();
        worded.join(", ")
    }

    /// A role, worded.
    #[must_use]
    pub fn role(&self, key: &str) -> String {
        self.t(&format!("web-role-{}", key.replace('_', "-")))
    }

    /// The state of an account, worded.
    #[must_use]
    pub fn state(&self, key: &str) -> String {
        self.t(&format!("web-person-{key}"))
    }

    /// True where the person may do this somewhere.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        self.ctx.may(action)
    }

    /// True where the person may do this to the installation as a whole.
    #[must_use]
    pub fn may_whole(&self, action: Action) -> bool {
        self.ctx.may_whole(action)
    }

    /// True where the person may invite people and change accounts somewhere.
    #[must_use]
    pub fn manages_people(&self) -> bool {
        self.may(Action::ManagePeople)
    }

    /// True where the person may review reports somewhere.
    #[must_use]
    pub fn reviews(&self) -> bool {
        self.may(Action::ReviewReport)
    }

    /// True where the person may change settings of the installation.
    #[must_use]
    pub fn manages_system(&self) -> bool {
        self.may_whole(Action::ManageSystem)
    }

    /// Version of the program.
    #[must_use]
    pub fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    /// True where the person may see rounds.
    #[must_use]
    pub fn views_rounds(&self) -> bool {
        self.may(Action::ViewRound)
    }

    /// True where the person may open and change rounds.
    #[must_use]
    pub fn manages_rounds(&self) -> bool {
        self.may(Action::ManageRound)
    }

    /// True where the person may import values.
    #[must_use]
    pub fn imports_values(&self) -> bool {
        self.may(Action::ImportValues)
    }

    /// True where the person may see consolidated views.
    #[must_use]
    pub fn views_consolidated(&self) -> bool {
        self.may(Action::ViewConsolidated)
    }

    /// True where the person may see reports.
    #[must_use]
    pub fn views_reports(&self) -> bool {
        self.may(Action::ViewReport)
    }

    /// BCP 47 tag of the page's language.
    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.ctx.lang().tag()
    }

    /// This page in a language.
    #[must_use]
    pub fn in_language(&self, tag: &str) -> String {
        let (path, query) = self.ctx.target.split_once('?').unwrap_or((&self.ctx.target, ""));
        let mut new = form_urlencoded::Serializer::new(String::new());
        new.extend_pairs(form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "lang"));
        new.append_pair("lang", tag);
        format!("{path}?{}", new.finish())
    }
}
