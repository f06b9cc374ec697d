//! What every handler has at hand: use cases, texts, files, clock, counters.

use crate::assets::Assets;
use crate::clock::Clock;
use crate::config::Config;
use crate::context::{Context, Ctx, Session};
use crate::metrics::Metrics;
use crate::owner;
use crate::problem::WebError;
use crate::rate_limit::RateLimit;
use crate::routes::{self, Target};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tonghop_app::cycle::owner::Owner;
use tonghop_app::cycle::{Call, Cycle, CycleError, CycleResult, people, setup};
use tonghop_messages::{Lang, Messages};
use tonghop_model::moment::Moment;

/// Large bodies that are read at the same time.
const LARGE_BODIES: usize = 2;

/// The server's state; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    config: Config,
    clock: Clock,
    cycle: Arc<Cycle>,
    assets: Assets,
    metrics: Metrics,
    attempts: RateLimit,
    visits: RateLimit,
    large_bodies: Arc<Semaphore>,
    paths: Vec<&'static str>,
    /// Wakes the job that tells people what is asked of them.
    asked: tokio::sync::Notify,
    /// Secret of the page for the first set-up, while there is nothing set up.
    first_run: RwLock<Option<String>>,
    owner_name: RwLock<String>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("config", &self.0.config)
            .finish_non_exhaustive()
    }
}

impl App {
    /// The state of a server over a migrated database.
    ///
    /// # Errors
    /// Failures of the database.
    pub fn new(config: Config, clock: Clock, cycle: Arc<Cycle>) -> CycleResult<Self> {
        let table = routes::table();
        let app = Self(Arc::new(Inner {
            config,
            clock,
            assets: Assets::new(),
            metrics: Metrics::new(table.iter().map(|r| (r.verb.text(), r.path))),
            attempts: RateLimit::default(),
            visits: RateLimit::default(),
            large_bodies: Arc::new(Semaphore::new(LARGE_BODIES)),
            paths: table.iter().map(|r| r.path).collect(),
            asked: tokio::sync::Notify::new(),
            first_run: RwLock::new(None),
            owner_name: RwLock::new(owner::name(&cycle)?),
            cycle,
        }));
        if !setup::is_bootstrapped(app.cycle())? {
            app.set_first_run(crate::secret::random());
        }
        Ok(app)
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// Lets the job write to people now, and not when its time comes: something was asked of them.
    pub fn tell_people(&self) {
        self.0.asked.notify_one();
    }

    /// Until something was asked of people.
    pub(crate) async fn until_asked(&self) {
        self.0.asked.notified().await;
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.0.clock.now()
    }

    /// The use cases.
    #[must_use]
    pub fn cycle(&self) -> &Arc<Cycle> {
        &self.0.cycle
    }

    /// The texts of a language.
    #[must_use]
    pub fn messages(&self, lang: Lang) -> &Arc<Messages> {
        &self.0.cycle.messages[usize::from(lang == Lang::En)]
    }

    /// The embedded files.
    #[must_use]
    pub fn assets(&self) -> &Assets {
        &self.0.assets
    }

    /// The counters.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// Attempts to guess a secret.
    #[must_use]
    pub fn attempts(&self) -> &RateLimit {
        &self.0.attempts
    }

    /// Looks of people who are not signed in at what was published.
    #[must_use]
    pub fn visits(&self) -> &RateLimit {
        &self.0.visits
    }

    /// Waits for the right to read a large body; it ends when it is dropped.
    pub(crate) async fn large_bodies(&self) -> Result<OwnedSemaphorePermit, WebError> {
        let turn = Arc::clone(&self.0.large_bodies).acquire_owned();
        turn.await.map_err(WebError::internal)
    }

    /// The path of a route as it is declared.
    #[must_use]
    pub fn path_of(&self, index: usize) -> &'static str {
        self.0.paths.get(index).copied().unwrap_or("-")
    }

    /// Secret of the page for the first set-up; none once the installation is set up.
    #[must_use]
    pub fn first_run(&self) -> Option<String> {
        self.0.first_run.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// True while nothing is set up. Another server on the same database may have done it since this one started.
    pub(crate) async fn waits_for_set_up(&self) -> Result<bool, WebError> {
        if self.first_run().is_none() {
            return Ok(false);
        }
        let done = self.block(setup::is_bootstrapped).await??;
        if done {
            self.set_first_run(None);
            self.refresh_owner_name().await?;
        }
        Ok(!done)
    }

    /// Changes the secret of the page for the first set-up.
    pub(crate) fn set_first_run(&self, secret: Option<String>) {
        *self.0.first_run.write().unwrap_or_else(PoisonError::into_inner) = secret;
    }

    /// Name of the province or department that runs the installation; empty before it is set up.
    #[must_use]
    pub fn owner_name(&self) -> String {
        self.0.owner_name.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads that name again, after it was changed.
    pub(crate) async fn refresh_owner_name(&self) -> Result<(), WebError> {
        let app = self.clone();
        Ok(self.block(move |_| app.read_owner_name()).await??)
    }

    /// The same on a thread that may wait.
    pub(crate) fn read_owner_name(&self) -> CycleResult<()> {
        let name = owner::name(self.cycle())?;
        *self.0.owner_name.write().unwrap_or_else(PoisonError::into_inner) = name;
        Ok(())
    }

    /// Runs a use case as the person of the request, on a thread that may wait.
    ///
    /// # Errors
    /// What the use case returns, as a problem.
    pub async fn run<T: Send + 'static>(
        &self,
        ctx: &Ctx,
        work: impl FnOnce(&Cycle, &Call<'_>) -> CycleResult<T> + Send + 'static,
    ) -> Result<T, WebError> {
        Ok(self.attempt(ctx, work).await??)
    }

    /// Runs a use case whose refusal the page shows itself, beside its fields.
    ///
    /// # Errors
    /// The thread failed.
    pub async fn attempt<T: Send + 'static>(
        &self,
        ctx: &Ctx,
        work: impl FnOnce(&Cycle, &Call<'_>) -> CycleResult<T> + Send + 'static,
    ) -> Result<CycleResult<T>, WebError> {
        let context = Arc::clone(&ctx.0);
        self.block(move |cycle| work(cycle, &call(&context, &context.address.to_string())))
            .await
    }

    /// Runs something on a thread that may wait.
    ///
    /// # Errors
    /// The thread failed.
    pub async fn block<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Cycle) -> T + Send + 'static,
    ) -> Result<T, WebError> {
        let cycle = Arc::clone(self.cycle());
        tokio::task::spawn_blocking(move || work(&cycle))
            .await
            .map_err(WebError::internal)
    }

    /// Whose the thing with this id is; none where there is no such thing.
    pub(crate) async fn owner(&self, target: Target, id: i64) -> Result<Option<Owner>, WebError> {
        Ok(self.block(move |cycle| owner::of(cycle, target, id)).await??)
    }

    /// The session of a cookie.
    pub(crate) async fn session(&self, cookie: String, now: Moment) -> Result<Option<Session>, WebError> {
        let found = self.block(move |cycle| people::session(cycle, &cookie, now)).await??;
        Ok(found.map(Session::from))
    }

    /// The person of an access token.
    pub(crate) async fn session_of_token(&self, token: String, now: Moment) -> Result<Option<Session>, WebError> {
        let found = self
            .block(move |cycle| people::session_of_token(cycle, &token, now))
            .await??;
        Ok(found.map(Session::from))
    }

    /// True while the database answers.
    pub(crate) async fn is_alive(&self) -> bool {
        let asked = self.block(setup::is_bootstrapped).await;
        matches!(asked, Ok(Ok::<bool, CycleError>(_)))
    }
}

fn call<'a>(context: &'a Context, address: &'a str) -> Call<'a> {
    Call {
        actor: context.actor(),
        now: context.now,
        address,
    }
}
