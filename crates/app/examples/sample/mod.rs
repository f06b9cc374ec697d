//! What the measurements run on: communes that do not exist, a template with 60 tasks, reports with varied answers.

#![allow(dead_code, reason = "each measurement uses a part of it")]

use std::path::{Path, PathBuf};
use tonghop_app::cycle::people::{self, Invite, NewRole};
use tonghop_app::cycle::reports::{self, ItemInput};
use tonghop_app::cycle::rounds::{self, NewRound};
use tonghop_app::cycle::setup::{self, Bootstrap};
use tonghop_app::cycle::templates::{self, Content, ContentTask};
use tonghop_app::cycle::{Call, Cycle};
use tonghop_model::cycle::ids::{AccountId, ReportId, RoundId, SubmissionId, UnitId};
use tonghop_model::cycle::{Actor, Role};
use tonghop_model::programme::NodeKind;
use tonghop_store::submissions::{self, ItemRow};
use tonghop_store::units::{self, UnitRow};

/// Communes of the whole country since July 2025.
pub const COMMUNES: i64 = 3321;
/// Tasks of the template at most; the programme of the catalogue has fewer.
pub const TASKS: usize = 60;
/// Password of everybody.
pub const PASSWORD: &str = "tám con ngựa vằn";

/// An installation with an open round.
pub struct Installation {
    /// Top of the tree.
    pub root: UnitId,
    /// The round.
    pub round: RoundId,
    /// What its template asks for.
    pub content: Content,
}

/// Sets up an empty database: a province with so many communes and an open round.
pub fn prepare(cycle: &Cycle, call: &Call<'_>, communes: i64) -> Installation {
    setup::migrate(cycle, call).unwrap();
    let input = Bootstrap {
        province: "51".into(),
        login: "quantri".into(),
        name: "Quản trị".into(),
    };
    let root = setup::bootstrap(cycle, call, &input).unwrap().root;
    let first = cycle.store.read(units::max_id).unwrap() + 1;
    let known = cycle.store.read(|db| units::subtree(db, "/", None)).unwrap().len() as i64 - 1;
    let rows: Vec<UnitRow> = (0..communes - known).map(|n| unit(first + n, root.0, n)).collect();
    cycle.store.write(|db| units::insert(db, &rows)).unwrap();
    let base = templates::list(cycle, call).unwrap().remove(0);
    let draft = templates::draft(cycle, call, base.id).unwrap();
    let content = content(cycle, &base.programme, base.content);
    templates::edit(cycle, call, draft, 1, "Mẫu để đo", &content).unwrap();
    templates::publish(cycle, call, draft, 2).unwrap();
    let today = call.today();
    let input = NewRound {
        title: "Báo cáo năm để đo".into(),
        request_number: "1/SKHCN-CĐS".into(),
        request_date: Some(today),
        request_issuer: "Sở Khoa học và Công nghệ".into(),
        template: draft,
        unit: root,
        period: format!("nd09:{}-Y", today.year()).parse().unwrap(),
        cut_off: Some(today),
        deadline: today,
        exempt: Vec::new(),
    };
    let round = rounds::open(cycle, call, &input).unwrap().round;
    Installation { root, round, content }
}

/// A copy of the catalogue in which the programme has [`TASKS`] tasks, in a folder for temporary files.
pub fn wide_catalogue() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    let copy = std::env::temp_dir().join(format!("tonghop-wide-{}", std::process::id()));
    copy_folder(&own, &copy);
    let path = copy.join("programmes/411.toml");
    let mut programme = std::fs::read_to_string(&path).unwrap();
    let known = programme.matches("kind = \"task\"").count();
    for number in known..TASKS {
        programme.push_str(&format!(
            "\n[[node]]\ncode = \"A.I.{number}\"\nkind = \"task\"\ntitle = \"Nhiệm vụ để đo số {number}\"\n"
        ));
    }
    std::fs::write(&path, programme).unwrap();
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy_folder(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).unwrap()),
        }
    }
}

fn unit(id: i64, root: i64, number: i64) -> UnitRow {
    UnitRow {
        id,
        code: format!("9{number:04}"),
        valid_from: "2025-07-01".into(),
        valid_to: None,
        name: format!("xã Thử {number}"),
        kind: "xã".into(),
        level: "commune".into(),
        parent_id: Some(root),
        path: format!("/{root}/{id}/"),
        district_of_old: Some(format!("Huyện Mẫu {}", number / 25 + 1)),
        folded: format!("xa thu {number}"),
    }
}

/// The tasks of the template, then tasks of the programme until there are [`TASKS`]; every indicator of the catalogue.
fn content(cycle: &Cycle, programme: &str, mut content: Content) -> Content {
    let nodes = &cycle.engine.catalogue.programme(programme).unwrap().nodes;
    let more = nodes.iter().filter(|n| n.kind == NodeKind::Task);
    for node in more {
        if content.tasks.len() < TASKS && content.tasks.iter().all(|t| t.node != node.code) {
            let last = content.tasks.last().cloned().unwrap_or_default();
            content.tasks.push(ContentTask {
                node: node.code.clone(),
                no: (content.tasks.len() + 1).to_string(),
                title: node.title.clone(),
                part: last.part,
                group: last.group,
                ..ContentTask::default()
            });
        }
    }
    let indicators = &cycle.engine.catalogue.indicators;
    content.indicators = indicators.iter().map(|i| i.code.clone()).collect();
    content
}

const STATUSES: [&str; 8] = [
    "Đáp ứng",
    "Hoàn thành",
    "Đang triển khai",
    "98%",
    "Chưa triển khai",
    "Chờ tỉnh hướng dẫn",
    "Không phát sinh",
    "Cơ bản đáp ứng",
];
const WORK: [&str; 6] = [
    "Đã ban hành Kế hoạch và phân công cán bộ theo dõi, đôn đốc thực hiện",
    "Đã tổ chức lớp tập huấn cho thành viên Tổ công nghệ số cộng đồng",
    "Đã trang bị máy tính, phần mềm phòng, chống mã độc cho cán bộ, công chức",
    "Đã tuyên truyền trên hệ thống truyền thanh và trang thông tin điện tử",
    "Đang phối hợp với doanh nghiệp viễn thông khảo sát các điểm lõm sóng",
    "Đã hướng dẫn người dân nộp hồ sơ trực tuyến tại bộ phận một cửa",
];
const ASKS: [&str; 4] = [
    "Đề nghị tỉnh hỗ trợ kinh phí mua máy quét cho bộ phận một cửa.",
    "Đề nghị Sở Khoa học và Công nghệ hướng dẫn cách xác định doanh nghiệp số.",
    "Kiến nghị tỉnh bố trí biên chế chuyên trách công nghệ thông tin cho cấp xã.",
    "Đề nghị doanh nghiệp viễn thông phủ sóng các thôn còn lõm sóng.",
];

/// A report: every task with status and result, every indicator with numerator and denominator, two sections.
pub fn items(content: &Content, seed: usize) -> Vec<ItemInput> {
    let task = |(n, t): (usize, &ContentTask)| ItemInput {
        node: t.node.clone(),
        status: STATUSES[(n * n + seed * 7 + seed * n / 3) % STATUSES.len()].into(),
        // No two units write the same.
        result: format!(
            "{} tới {} thôn, tổ dân phố với {} lượt người tham gia.",
            WORK[(n + seed) % WORK.len()],
            (n + seed) % 17 + 2,
            seed * 31 + n + 40
        ),
        ..ItemInput::default()
    };
    let number = |(n, code): (usize, &String)| ItemInput {
        node: code.clone(),
        numerator: Some((n * 3 + seed % 50) as f64),
        denominator: Some((n * 3 + 100) as f64),
        ..ItemInput::default()
    };
    let mut found: Vec<ItemInput> = content.tasks.iter().enumerate().map(task).collect();
    found.extend(content.indicators.iter().enumerate().map(number));
    let section = |code: &str, result: String| ItemInput {
        node: code.into(),
        result,
        ..ItemInput::default()
    };
    found.push(section("s:recommendations", ASKS[seed % ASKS.len()].into()));
    let plan = format!(
        "Ban hành kế hoạch năm sau, hoàn thành trước ngày {}/12/2026.",
        seed % 28 + 1
    );
    found.push(section("s:next_tasks", plan));
    let known = |i: &ItemInput| content.kind(&i.node).is_some();
    found.into_iter().filter(known).collect()
}

/// A draft whose answers were saved: those of another report, in words of its own.
pub fn draft(cycle: &Cycle, call: &Call<'_>, report: ReportId, answers: &[ItemRow], seed: usize) -> SubmissionId {
    let id = reports::start(cycle, call, report).unwrap();
    let own = |item: &ItemRow| ItemRow {
        submission_id: id.0,
        result: match item.result.is_empty() {
            true => String::new(),
            false => format!("{} Làm thêm {} việc.", item.result, seed + 2),
        },
        ..item.clone()
    };
    let rows: Vec<ItemRow> = answers.iter().map(own).collect();
    cycle.store.write(|db| submissions::insert_items(db, &rows)).unwrap();
    id
}

/// The stored answers of a report that was sent.
pub fn answers(cycle: &Cycle, call: &Call<'_>, report: ReportId) -> Vec<ItemRow> {
    let sent = reports::newest(cycle, call, report).unwrap();
    cycle.store.read(|db| submissions::items(db, sent.0)).unwrap()
}

/// An account with a role on the whole tree and [`PASSWORD`] where `with_password`.
pub fn person(
    cycle: &Cycle,
    call: &Call<'_>,
    login: &str,
    (role, unit): (Role, UnitId),
    with_password: bool,
) -> AccountId {
    let (account, link) = people::invite(cycle, call, &Invite::of(login, login)).unwrap();
    let input = NewRole {
        account,
        role,
        unit,
        programme: None,
        from: call.today(),
        to: None,
        acting_for: None,
    };
    people::give_role(cycle, call, &input).unwrap();
    if with_password {
        people::use_link(cycle, call, &link, PASSWORD, "").unwrap();
    }
    account
}

/// An access token of an account; the account need not have a password.
pub fn token(cycle: &Cycle, call: &Call<'_>, account: AccountId) -> String {
    let own = Actor {
        account: Some(account),
        name: "đo".into(),
        ..Actor::default()
    };
    let own = Call { actor: &own, ..*call };
    people::create_token(cycle, &own, "đo", 30).unwrap().1
}
