//! The binary as people call it, on the sample reports of the repository.

#![allow(clippy::unwrap_used)] // helpers of tests

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use tonghop_app::Engine;
use tonghop_app::cycle::{Call, Cycle, setup};
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::Actor;
use tonghop_model::moment::Moment;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

fn tonghop() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tonghop"));
    command
        .env_remove("TONGHOP_LANG")
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env("COLUMNS", "100");
    command
}

fn run(args: &[&str]) -> Output {
    tonghop().args(args).current_dir(samples()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder of its own for one test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tonghop-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn one_file_gives_an_object_and_several_give_an_array() {
    let one: Value = serde_json::from_slice(&run(&["read", "xa-suoi-ngan.txt", "--format", "json"]).stdout).unwrap();
    assert_eq!(one["format"], "tonghop.reading/1");
    assert_eq!(one["source"]["file"], "xa-suoi-ngan.txt");
    assert_eq!(one["source"]["sha256"].as_str().unwrap().len(), 64);
    let both = run(&["read", "xa-suoi-ngan.txt", "phuong-ben-lim.md", "--format", "json"]);
    let both: Value = serde_json::from_slice(&both.stdout).unwrap();
    assert_eq!(both.as_array().unwrap().len(), 2);
    let lines = run(&["read", "xa-suoi-ngan.txt", "phuong-ben-lim.md", "--format", "jsonl"]);
    assert_eq!(text(&lines.stdout).lines().count(), 2);
}

#[test]
fn the_rows_of_the_samples_are_found_in_every_format() {
    let expected = [
        ("phuong-ben-lim.md", 25),
        ("phuong-cau-man.pdf", 25),
        ("xa-da-hoi.xlsx", 24),
        ("xa-doi-lim.html", 24),
        ("xa-go-thong.docx", 24),
        ("xa-suoi-ngan-9-thang.docx", 0),
        ("xa-suoi-ngan.txt", 24),
    ];
    for (file, rows) in expected {
        let out = run(&["read", file, "--format", "json"]);
        assert_eq!(out.status.code(), Some(0), "{file}: {}", text(&out.stderr));
        let reading: Value = serde_json::from_slice(&out.stdout).unwrap();
        let nodes = reading["tasks"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|t| !t["node"].is_null())
            .count();
        assert_eq!(nodes, rows, "{file}");
    }
}

#[test]
fn the_planted_errors_are_found_with_their_words() {
    let out = run(&["check", ".", "--format", "json", "--quiet"]);
    let found: Value = serde_json::from_slice(&out.stdout).unwrap();
    let findings = found["findings"].as_array().unwrap();
    let has = |rule: &str, words: &str| {
        findings.iter().any(|f| {
            f["rule"] == rule
                && f["quotes"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|q| q.as_str().unwrap().contains(words))
        })
    };
    for (rule, words) in [
        ("over_100", "705/698"),
        ("ratio_mismatch", "1.236/1.240"),
        ("sum_mismatch", "1.270"),
        ("sum_mismatch", "3.150"),
        ("document_conflict", "42/QĐ-UBND"),
        ("blank_status", "an toàn thông tin mạng chuyên nghiệp"),
        ("numbering", "II. Khó khăn"),
    ] {
        assert!(has(rule, words), "{rule} {words}");
    }
    assert!(found["unread"].as_array().unwrap().is_empty(), "{}", found["unread"]);
}

#[test]
fn compile_writes_four_files_and_replaces_nothing_without_being_told() {
    let scratch = Scratch::new("compile");
    let out = scratch.path("out");
    let first = run(&["compile", ".", "--out", &out]);
    assert_eq!(first.status.code(), Some(0), "{}", text(&first.stderr));
    for name in ["tong-hop.html", "tong-hop.xlsx", "findings.csv", "readings.jsonl"] {
        assert!(
            std::fs::metadata(Path::new(&out).join(name)).unwrap().len() > 500,
            "{name}"
        );
        assert!(text(&first.stdout).contains(name));
    }
    assert!(
        std::fs::read(Path::new(&out).join("findings.csv"))
            .unwrap()
            .starts_with("\u{feff}".as_bytes())
    );
    let again = run(&["compile", ".", "--out", &out]);
    assert_eq!(again.status.code(), Some(4));
    assert!(text(&again.stderr).contains("--force"));
    let forced = run(&["compile", ".", "--out", &out, "--force"]);
    assert_eq!(forced.status.code(), Some(0));
    assert!(text(&forced.stderr).contains("Ghi đè"));
}

#[test]
fn the_same_reports_give_the_same_files() {
    let scratch = Scratch::new("same");
    for (out, jobs) in [("a", "1"), ("b", "3")] {
        assert_eq!(
            run(&["compile", ".", "--out", &scratch.path(out), "--jobs", jobs])
                .status
                .code(),
            Some(0)
        );
    }
    for name in ["tong-hop.html", "findings.csv", "readings.jsonl"] {
        let read = |out: &str| std::fs::read(Path::new(&scratch.path(out)).join(name)).unwrap();
        assert!(read("a") == read("b"), "{name} depends on the number of threads");
    }
}

#[test]
fn a_file_that_cannot_be_read_never_stops_the_others() {
    let scratch = Scratch::new("unread");
    std::fs::write(scratch.path("hong.docx"), b"PK\x03\x04 not a package").unwrap();
    std::fs::write(scratch.path("rong.pdf"), b"").unwrap();
    std::fs::write(scratch.path("anh.psd"), b"8BPS").unwrap();
    std::fs::copy(samples().join("xa-suoi-ngan.txt"), scratch.path("tot.txt")).unwrap();
    let out = run(&["compile", &scratch.path(""), "--out", &scratch.path("ket-qua")]);
    assert_eq!(out.status.code(), Some(1), "{}", text(&out.stderr));
    let notes = text(&out.stderr);
    for file in ["hong.docx", "rong.pdf", "anh.psd"] {
        assert!(notes.contains(file), "{file} is not named:\n{notes}");
    }
    let page = std::fs::read_to_string(Path::new(&scratch.path("ket-qua")).join("tong-hop.html")).unwrap();
    assert!(page.contains("hong.docx"), "the page lists what was not read");
    let missing = run(&["read", "khong-co.docx"]);
    assert_eq!(missing.status.code(), Some(4), "nothing could be read");
    assert!(text(&missing.stderr).contains("không tìm thấy tệp"));
    let one = run(&["read", "khong-co.docx", "xa-suoi-ngan.txt"]);
    assert_eq!(one.status.code(), Some(1), "the other file was read");
}

#[test]
fn what_is_no_report_and_what_is_a_copy_does_not_count() {
    let scratch = Scratch::new("aside");
    let notes = "# Notes on the folder\n\nWe have 12 files, 3 of them large; 90% are fine.\n";
    std::fs::write(scratch.path("README.md"), notes).unwrap();
    for copy in ["goc.docx", "ban sao.docx"] {
        std::fs::copy(samples().join("xa-go-thong.docx"), scratch.path(copy)).unwrap();
    }
    let out = run(&["compile", &scratch.path(""), "--out", &scratch.path("o")]);
    let shown = text(&out.stdout);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert!(shown.starts_with("1 báo cáo, 1 đơn vị"), "{shown}");
    for said in [
        "không nhận ra là báo cáo",
        "trùng nội dung với",
        "README.md",
        "goc.docx",
    ] {
        assert!(shown.contains(said), "{said} is missing:\n{shown}");
    }
    let read = |name: &str| std::fs::read_to_string(Path::new(&scratch.path("o")).join(name)).unwrap();
    assert!(read("tong-hop.html").contains("không nhận ra là báo cáo"));
    assert_eq!(read("readings.jsonl").lines().count(), 1);
    // A folder of nothing but such files gives no empty result.
    let none = run(&["compile", &scratch.path("README.md"), "--out", &scratch.path("none")]);
    assert_eq!(none.status.code(), Some(4));
    assert!(!Path::new(&scratch.path("none")).join("tong-hop.html").exists());
}

#[test]
fn exit_codes_are_as_documented() {
    assert_eq!(run(&["read"]).status.code(), Some(2));
    assert_eq!(run(&["--khong-co"]).status.code(), Some(2));
    assert_eq!(run(&["--help"]).status.code(), Some(0));
    assert_eq!(
        run(&["check", "xa-go-thong.docx", "--fail-on", "error"]).status.code(),
        Some(3)
    );
    assert_eq!(run(&["check", "xa-go-thong.docx"]).status.code(), Some(0));
    let scratch = Scratch::new("empty");
    assert_eq!(
        run(&["compile", &scratch.path(""), "--out", &scratch.path("o")])
            .status
            .code(),
        Some(4)
    );
    assert_eq!(
        run(&["--catalogue", "/khong/co", "read", "xa-suoi-ngan.txt"])
            .status
            .code(),
        Some(4)
    );
}

#[test]
fn messages_are_vietnamese_unless_english_is_asked_for() {
    assert!(text(&run(&["--help"]).stdout).contains("Cách dùng:"));
    assert!(text(&run(&["--help", "--lang", "en"]).stdout).contains("Usage:"));
    assert!(text(&run(&["read", "--lang=en", "--x"]).stderr).contains("There is no option"));
    let english = tonghop().env("TONGHOP_LANG", "en").arg("--help").output().unwrap();
    assert!(text(&english.stdout).contains("Usage:"));
    let table = text(&run(&["read", "xa-go-thong.docx", "--lang", "en"]).stdout);
    assert!(table.contains("Findings") && !table.contains("Cảnh báo"), "{table}");
}

#[test]
fn results_have_colours_only_where_wanted() {
    let coloured = |key: &str| {
        let out = tonghop()
            .current_dir(samples())
            .env(key, "1")
            .args(["read", "xa-go-thong.docx"])
            .output()
            .unwrap();
        text(&out.stdout).contains('\u{1b}')
    };
    assert!(coloured("CLICOLOR_FORCE"));
    assert!(!coloured("NO_COLOR"), "no terminal, no colours");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = tonghop()
        .current_dir(samples())
        .args([
            "read",
            "xa-go-thong.docx",
            "xa-suoi-ngan.txt",
            "--format",
            "json",
            "--quiet",
        ])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
}

#[test]
fn the_demo_writes_the_samples_and_says_where_to_look() {
    let scratch = Scratch::new("demo");
    let out = run(&["demo", "--no-serve", "--out", &scratch.path("d")]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert!(text(&out.stdout).contains("tong-hop.html"));
    let written = std::fs::read_dir(Path::new(&scratch.path("d")).join("bao-cao-mau"))
        .unwrap()
        .count();
    assert_eq!(written, 7);
    assert_eq!(
        run(&["demo", "--no-serve", "--out", &scratch.path("d")]).status.code(),
        Some(0),
        "a second time"
    );
}

#[test]
fn every_sample_of_the_repository_is_in_the_demo() {
    let scratch = Scratch::new("all");
    run(&["demo", "--no-serve", "--out", &scratch.path("d"), "--quiet"]);
    for entry in std::fs::read_dir(samples()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let there = Path::new(&scratch.path("d")).join("bao-cao-mau").join(&name).exists();
        assert!(there || name == "README.md", "{name} is not embedded");
    }
}

#[test]
fn the_catalogue_is_in_order() {
    let out = run(&["catalogue", "check"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
}

#[test]
fn results_of_an_earlier_run_are_not_read_again() {
    let folder = Scratch::new("again");
    std::fs::copy(samples().join("xa-suoi-ngan.txt"), folder.path("bao-cao.txt")).unwrap();
    let here = folder.path("");
    for force in [&[][..], &["--force"]] {
        let out = run(&[&["-q", "compile", &here, "--out", &here], force].concat());
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        assert!(text(&out.stdout).contains("1 báo cáo"), "{}", text(&out.stdout));
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_at_once() {
    let folder = Scratch::new("no-file");
    std::os::unix::fs::symlink(folder.path("b.txt"), folder.path("a.txt")).unwrap();
    std::os::unix::fs::symlink(folder.path("a.txt"), folder.path("b.txt")).unwrap();
    for (file, says) in [
        ("/dev/zero", "không phải tệp thông thường"),
        (&folder.path("a.txt"), "liên kết hỏng"),
    ] {
        let out = run(&["read", file]);
        assert_eq!(out.status.code(), Some(4), "{file}");
        assert!(text(&out.stderr).contains(says), "{file}: {}", text(&out.stderr));
    }
}

#[test]
fn a_folder_that_is_no_catalogue_is_said_so() {
    let folder = Scratch::new("no-catalogue");
    let out = run(&["catalogue", "check", &folder.path("")]);
    assert_ne!(out.status.code(), Some(0));
    let said = text(&out.stdout) + &text(&out.stderr);
    assert!(said.contains("không phải danh mục"), "{said}");
}

#[test]
fn a_demo_says_what_stops_it_before_it_writes_anything() {
    let scratch = Scratch::new("demo-stops");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let out = scratch.path("a");
    let said = run(&["demo", "--out", &out, "--listen", &address]);
    assert_eq!(said.status.code(), Some(4));
    assert!(
        text(&said.stderr).contains("đang được chương trình khác dùng"),
        "{}",
        text(&said.stderr)
    );
    assert!(!Path::new(&out).join("may-chu/tonghop.db").exists());
    assert!(!Path::new(&out).join("tong-hop.html").exists());
    let served = run(&["serve", "--data", &scratch.path("d"), "--listen", &address]);
    assert!(
        text(&served.stderr).contains("đang được chương trình khác dùng"),
        "{}",
        text(&served.stderr)
    );

    // A folder in which a demo runs.
    let folder = Path::new(&out).join("may-chu");
    std::fs::create_dir_all(&folder).unwrap();
    let lock = std::fs::File::create(folder.join("dang-chay.lock")).unwrap();
    lock.lock().unwrap();
    let said = run(&["demo", "--out", &out]);
    assert_eq!(said.status.code(), Some(4));
    assert!(
        text(&said.stderr).contains("Một bản dùng thử khác đang chạy"),
        "{}",
        text(&said.stderr)
    );
    drop(lock);

    // Somebody's own data of an older layout stay as they are.
    let file = folder.join("tonghop.db");
    let own = tonghop_store::Store::open(&file.to_string_lossy()).unwrap();
    own.migrate(1).unwrap();
    own.write(|db| tonghop_store::settings::set(db, "bootstrapped", "1"))
        .unwrap();
    drop(own);
    let before = std::fs::read(&file).unwrap();
    let said = run(&["demo", "--out", &out]);
    assert_eq!(said.status.code(), Some(4));
    assert!(
        text(&said.stderr).contains("không phải của bản dùng thử"),
        "{}",
        text(&said.stderr)
    );
    assert_eq!(std::fs::read(&file).unwrap(), before, "the database was touched");
}

#[test]
fn options_of_the_server_come_from_variables_too() {
    let scratch = Scratch::new("variables");
    let folder = scratch.path("du-lieu");
    let said = tonghop()
        .args(["migrate"])
        .env("TONGHOP_DATA", &folder)
        .output()
        .unwrap();
    assert_eq!(said.status.code(), Some(0), "{}", text(&said.stderr));
    assert!(Path::new(&folder).join("tonghop.db").exists());
    let wrong = tonghop()
        .args(["serve"])
        .env("TONGHOP_LISTEN", "khong-phai")
        .output()
        .unwrap();
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("khong-phai"), "{}", text(&wrong.stderr));
    // A password in a variable is shown by no help.
    let help = tonghop()
        .args(["serve", "--help"])
        .env("TONGHOP_DATABASE", "postgres://u:mat-khau@h/n")
        .output()
        .unwrap();
    assert!(!text(&help.stdout).contains("mat-khau") && text(&help.stdout).contains("TONGHOP_DATABASE"));
}

#[test]
fn who_runs_the_machine_makes_a_link_for_who_cannot_sign_in() {
    let scratch = Scratch::new("account");
    let data = scratch.path("du-lieu");
    std::fs::create_dir_all(&data).unwrap();
    let file = Path::new(&data).join("tonghop.db");
    let engine = Engine::new(None, Arc::new(Messages::new(Lang::Vi)), 1).unwrap();
    let cycle = Cycle::new(
        tonghop_store::Store::open(&file.to_string_lossy()).unwrap(),
        Arc::new(engine),
    );
    let actor = Actor::system("test");
    let call = Call {
        actor: &actor,
        now: Moment::from_unix(1_800_000_000),
        address: "",
    };
    setup::migrate(&cycle, &call).unwrap();
    let first = setup::Bootstrap {
        province: "51".into(),
        login: "quantri".into(),
        name: "Quản trị".into(),
    };
    setup::bootstrap(&cycle, &call, &first).unwrap();
    drop(cycle);
    let link = |login: &str| {
        let mut command = tonghop();
        command.args([
            "account",
            "link",
            login,
            "--base-url",
            "https://bao-cao.example.vn/",
            "--data",
        ]);
        command.arg(&data).output().unwrap()
    };
    let made = link("quantri");
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let made = text(&made.stdout);
    let secret = made.trim().strip_prefix("https://bao-cao.example.vn/link/").unwrap();
    assert!(secret.len() > 20 && !secret.contains('/'), "{made}");
    let nobody = link("khong-co");
    assert_eq!(nobody.status.code(), Some(4));
    assert!(text(&nobody.stderr).contains("khong-co"), "{}", text(&nobody.stderr));
}

#[test]
fn a_letter_has_no_day_that_does_not_exist_and_no_deadline_before_the_cut_off() {
    let scratch = Scratch::new("days");
    for (deadline, words) in [("2025-02-31", "2025-02-31"), ("2025-10-05", "chốt số liệu")] {
        let out = scratch.path("cong-van.docx");
        let request = [
            "write",
            "request",
            "--office",
            "Sở Khoa học và Công nghệ",
            "--cut-off",
            "2025-11-14",
            "--deadline",
            deadline,
            "--out",
            &out,
        ];
        let told = run(&request);
        assert_eq!(told.status.code(), Some(2), "{told:?}");
        assert!(text(&told.stderr).contains(words), "{told:?}");
        assert!(!Path::new(&out).exists());
    }
}

#[test]
fn a_backup_that_cannot_be_restored_is_told_and_leaves_no_empty_database() {
    let scratch = Scratch::new("restore");
    let (from, to, good) = (scratch.path("from"), scratch.path("to"), scratch.path("good.gz"));
    assert!(run(&["migrate", "--data", &from]).status.success());
    assert!(run(&["backup", &good, "--data", &from]).status.success());
    let bytes = std::fs::read(&good).unwrap();
    for (name, content, words) in [
        ("cut.gz", &bytes[..bytes.len() / 2], "bị cắt ngang"),
        ("other.txt", &b"khong phai ban sao luu"[..], "không phải bản sao lưu"),
    ] {
        let file = scratch.path(name);
        std::fs::write(&file, content).unwrap();
        let told = run(&["restore", &file, "--data", &to]);
        let error = text(&told.stderr);
        assert_eq!(told.status.code(), Some(4), "{error}");
        assert!(error.contains(words) && error.contains(name), "{error}");
        assert!(!Path::new(&to).exists(), "{name} made a database");
    }
    let told = run(&["restore", &scratch.path("missing.gz"), "--data", &to]);
    assert!(text(&told.stderr).contains("không tìm thấy tệp"), "{told:?}");
    assert!(run(&["restore", &good, "--data", &to]).status.success());
    // A folder without data is no place where something "cannot be made".
    let told = run(&["doctor", "--data", &scratch.path("nowhere")]);
    assert!(text(&told.stderr).contains("không có dữ liệu"), "{told:?}");
}
