//! An installation with a province, people of each role and an open round.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};
use tonghop_app::Engine;
use tonghop_app::cycle::people::{self, Invite, NewRole, SignIn};
use tonghop_app::cycle::reports::ItemInput;
use tonghop_app::cycle::rounds::{self, NewRound};
use tonghop_app::cycle::setup::{self, Bootstrap};
use tonghop_app::cycle::{Call, Cycle, templates, units};
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::ids::{ReportId, RoundId, UnitId};
use tonghop_model::cycle::{Action, Actor, Role};
use tonghop_model::moment::Moment;
use tonghop_store::{Store, create_database};

/// 2026-06-10 09:00 in Vietnam.
pub const NOW: Moment = Moment::from_unix(1_781_056_800);
pub const PASSWORD: &str = "mật khẩu để thử 1";

static ENGINE: LazyLock<Arc<Engine>> =
    LazyLock::new(|| Arc::new(Engine::new(None, Arc::new(Messages::new(Lang::Vi)), 1).unwrap()));
static COUNT: AtomicU32 = AtomicU32::new(0);

/// An installation; its SQLite file goes when it is dropped.
pub struct Fixture {
    pub cycle: Cycle,
    pub url: String,
    pub system: Actor,
    pub editor: Actor,
    pub approver: Actor,
    pub reviewer: Actor,
    pub head: Actor,
    pub round: RoundId,
    pub communes: Vec<UnitId>,
    folder: Option<std::path::PathBuf>,
}

impl Drop for Fixture {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

pub fn call(actor: &Actor) -> Call<'_> {
    Call {
        actor,
        now: NOW,
        address: "192.0.2.1",
    }
}

pub fn open(url: &str) -> Cycle {
    Cycle::new(Store::open(url).unwrap(), Arc::clone(&ENGINE))
}

/// Addresses of empty databases: one of each kind that can be tested here.
pub fn databases() -> Vec<(String, Option<std::path::PathBuf>)> {
    let number = format!("{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let folder = std::env::temp_dir().join(format!("tonghop-cycle-{number}"));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("tonghop.db").to_string_lossy().into_owned();
    let mut found = vec![(file, Some(folder))];
    match std::env::var("TONGHOP_TEST_POSTGRES") {
        Ok(server) => found.push((create_database(&server, &format!("cycle_{number}")).unwrap(), None)),
        Err(_) => println!("PostgreSQL skipped: TONGHOP_TEST_POSTGRES is not set"),
    }
    found
}

/// Runs a test on each database.
pub fn on_each(test: impl Fn(&Fixture)) {
    for (url, folder) in databases() {
        test(&installation(url, folder));
    }
}

pub fn installation(url: String, folder: Option<std::path::PathBuf>) -> Fixture {
    let cycle = open(&url);
    let system = Actor::system("thử nghiệm");
    let own = call(&system);
    setup::migrate(&cycle, &own).unwrap();
    let input = Bootstrap {
        province: "51".into(),
        login: "quantri".into(),
        name: "Quản trị".into(),
    };
    let made = setup::bootstrap(&cycle, &own, &input).unwrap();
    let communes: Vec<UnitId> = units::tree(&cycle, &own, Action::ViewUnit)
        .unwrap()
        .iter()
        .filter(|u| u.level == "commune")
        .map(|u| UnitId(u.id))
        .collect();
    let round = open_round(&cycle, &own, made.root, ("nd09:2026-H1", "2026-06-25"));
    let person = |login: &str, role, unit| person(&cycle, &own, login, role, unit);
    Fixture {
        editor: person("canbo", Role::CommuneEditor, communes[0]),
        approver: person("chutich", Role::CommuneApprover, communes[0]),
        reviewer: person("chuyenvien", Role::Reviewer, made.root),
        head: person("lanhdao", Role::DepartmentHead, made.root),
        cycle,
        url,
        system,
        round,
        communes,
        folder,
    }
}

/// Opens a round for a period with a deadline.
pub fn open_round(cycle: &Cycle, own: &Call<'_>, root: UnitId, (period, deadline): (&str, &str)) -> RoundId {
    let template = templates::list(cycle, own)
        .unwrap()
        .into_iter()
        .find(|t| t.published)
        .unwrap();
    let input = NewRound {
        title: "Báo cáo 6 tháng đầu năm 2026".into(),
        request_number: "1/SKHCN".into(),
        request_date: None,
        request_issuer: "Sở Khoa học và Công nghệ".into(),
        template: template.id,
        unit: root,
        period: period.parse().unwrap(),
        cut_off: None,
        deadline: deadline.parse().unwrap(),
        exempt: Vec::new(),
    };
    rounds::open(cycle, own, &input).unwrap().round
}

/// Invites somebody, uses the link, signs in: the actor of the session.
pub fn person(cycle: &Cycle, own: &Call<'_>, login: &str, role: Role, unit: UnitId) -> Actor {
    let invite = Invite {
        email: Some(format!("{login}@example.vn")),
        unit: Some(unit),
        ..Invite::of(login, login)
    };
    let (account, link) = people::invite(cycle, own, &invite).unwrap();
    let role = NewRole {
        account,
        role,
        unit,
        programme: None,
        from: own.today(),
        to: None,
        acting_for: None,
    };
    people::give_role(cycle, own, &role).unwrap();
    people::use_link(cycle, own, &link, PASSWORD, "").unwrap();
    let input = SignIn {
        login,
        password: PASSWORD,
        code: None,
        agent: "",
    };
    let signed_in = people::sign_in(cycle, own, &input).unwrap();
    people::session(cycle, &signed_in.secret, NOW).unwrap().unwrap().actor
}

pub fn report(f: &Fixture, commune: usize) -> ReportId {
    rounds::find_report(&f.cycle, &call(&f.system), f.round, f.communes[commune]).unwrap()
}

pub fn task(node: &str, version: i64, status: &str, result: &str) -> ItemInput {
    ItemInput {
        node: node.into(),
        version,
        status: status.into(),
        result: result.into(),
        ..ItemInput::default()
    }
}
