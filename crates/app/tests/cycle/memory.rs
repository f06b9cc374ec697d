//! What a unit corrected is remembered for its next document, and what was decided on what was read can be taken back.

use crate::fixture::{Fixture, NOW, call, on_each, report};
use tonghop_app::cycle::files::{self, About, Candidate, Foreign, Upload};
use tonghop_app::cycle::reports::{self, ItemInput};
use tonghop_app::cycle::rounds::{self, NewRound};
use tonghop_app::cycle::{review, templates};
use tonghop_model::cycle::ids::{ReportId, SubmissionId};
use tonghop_model::reading::StatusClass;

/// The first commune's report in a second round whose template asks for this indicator.
fn asked_for(f: &Fixture, indicator: &str) -> ReportId {
    let own = call(&f.system);
    let from = rounds::get(&f.cycle, &own, f.round).unwrap();
    let draft = templates::draft(&f.cycle, &own, from.template).unwrap();
    let mut template = templates::get(&f.cycle, &own, draft).unwrap();
    template.content.indicators.push(indicator.into());
    templates::edit(
        &f.cycle,
        &own,
        draft,
        template.version,
        &template.title,
        &template.content,
    )
    .unwrap();
    let version = templates::get(&f.cycle, &own, draft).unwrap().version;
    templates::publish(&f.cycle, &own, draft, version).unwrap();
    let round = NewRound {
        title: "Báo cáo năm 2026".into(),
        request_number: "2/SKHCN".into(),
        request_date: None,
        request_issuer: "Sở Khoa học và Công nghệ".into(),
        template: draft,
        unit: from.unit,
        period: "nd09:2026-Y".parse().unwrap(),
        cut_off: None,
        deadline: "2026-12-25".parse().unwrap(),
        exempt: Vec::new(),
    };
    let round = rounds::open(&f.cycle, &own, &round).unwrap().round;
    rounds::find_report(&f.cycle, &own, round, f.communes[0]).unwrap()
}

/// A document with a status for each of the first tasks and a sentence on payments.
fn text(f: &Fixture, statuses: &[&str], sentence: &str) -> String {
    let page = reports::page(&f.cycle, &call(&f.editor), report(f, 0), None).unwrap();
    let mut text = format!(
        "# BÁO CÁO\n\nI. KẾT QUẢ\n\n{sentence}\n\n| TT | Nhiệm vụ, giải pháp | Thời gian | Mức độ hoàn thành | Kết quả chi tiết |\n|---|---|---|---|---|\n"
    );
    for (task, status) in page.template.content.tasks.iter().zip(statuses) {
        text.push_str(&format!(
            "| {} | {} | | {status} | Đã ban hành kế hoạch |\n",
            task.no, task.title
        ));
    }
    text
}

fn read(f: &Fixture, name: &str, text: &str) -> (SubmissionId, Vec<Candidate>) {
    read_for(f, report(f, 0), name, text)
}

fn read_for(f: &Fixture, report: ReportId, name: &str, text: &str) -> (SubmissionId, Vec<Candidate>) {
    let file = Upload {
        name,
        bytes: text.as_bytes(),
        node: None,
        is_report: true,
    };
    let own = call(&f.editor);
    let (draft, reading) = files::upload(&f.cycle, &own, report, &file).unwrap().reading.unwrap();
    assert!(files::run_next_reading(&f.cycle, NOW).unwrap());
    let mut found = files::candidates(&f.cycle, &own, draft).unwrap();
    found.retain(|c| c.reading == reading);
    (draft, found)
}

fn of_status<'a>(found: &'a [Candidate], words: &str) -> &'a Candidate {
    let said = found.iter().find(|c| c.kind == "task" && c.input.status == words);
    said.unwrap_or_else(|| panic!("{words}: {found:#?}"))
}

fn about(candidate: &Candidate) -> Vec<(About, &str)> {
    candidate.learnt.iter().map(|l| (l.about, l.read.as_str())).collect()
}

#[test]
fn the_words_of_a_status_are_remembered() {
    on_each(|f| {
        let own = call(&f.editor);
        let statuses = ["Theo tiến độ của tỉnh", "Đang triển khai", "Đáp ứng"];
        let (_, first) = read(f, "mot.md", &text(f, &statuses, ""));
        for (words, instead) in [(statuses[0], "Đang thực hiện"), (statuses[1], "Hoàn thành")] {
            let candidate = of_status(&first, words);
            assert!(candidate.learnt.is_empty());
            let corrected = ItemInput {
                status: instead.into(),
                ..candidate.input.clone()
            };
            files::correct(&f.cycle, &own, candidate.id, candidate.version, &corrected).unwrap();
        }
        let later = ["Đang triển khai", "Theo  tiến độ của tỉnh.", "theo tiến độ của tỉnh"];
        let (_, second) = read(f, "hai.md", &text(f, &later, ""));
        let offered: Vec<_> = second.iter().filter(|c| !c.learnt.is_empty()).collect();
        assert_eq!(offered.len(), 1, "the other one has a point more: {second:#?}");
        assert_eq!(offered[0].input.status, "Đang thực hiện");
        assert_eq!(offered[0].class, StatusClass::InProgress);
        assert_eq!(about(offered[0]), [(About::Status, "theo tiến độ của tỉnh")]);
        assert!(offered[0].confidence < 0.9, "it is not taken with all that is certain");
        // What was under way and is done now was a fact, no wording.
        assert!(of_status(&second, "Đang triển khai").learnt.is_empty());
        // Said as the document has it: there is nothing to remember any more.
        let back = ItemInput {
            status: later[2].into(),
            ..offered[0].input.clone()
        };
        files::correct(&f.cycle, &own, offered[0].id, offered[0].version, &back).unwrap();
        let (_, third) = read(f, "ba.md", &text(f, &later, ""));
        assert!(third.iter().all(|c| c.learnt.is_empty()), "{third:#?}");
    });
}

#[test]
fn which_number_of_a_sentence_counts_is_remembered() {
    on_each(|f| {
        let own = call(&f.editor);
        let owed = asked_for(f, "T16");
        let sentence = |part: &str, whole: &str, share: &str| {
            format!("Số hồ sơ có thanh toán trực tuyến là {part}/{whole} hồ sơ, đạt {share}%.")
        };
        let payments = |found: &[Candidate]| {
            let one = found
                .iter()
                .find(|c| c.kind == "indicator" && c.sentence.contains("thanh toán"));
            one.unwrap_or_else(|| panic!("{found:#?}")).clone()
        };
        let (_, first) = read_for(f, owed, "mot.md", &text(f, &[], &sentence("705", "698", "101")));
        let read_as = payments(&first);
        assert_eq!(
            (read_as.input.numerator, read_as.input.denominator),
            (Some(705.0), Some(698.0))
        );
        let swapped = ItemInput {
            numerator: Some(698.0),
            denominator: Some(705.0),
            value: None,
            ..read_as.input.clone()
        };
        files::correct(&f.cycle, &own, read_as.id, read_as.version, &swapped).unwrap();
        let (_, second) = read_for(f, owed, "hai.md", &text(f, &[], &sentence("1.240", "1.233", "100,57")));
        let offered = payments(&second);
        assert_eq!(
            (offered.input.numerator, offered.input.denominator),
            (Some(1233.0), Some(1240.0))
        );
        assert_eq!(offered.input.value, None, "computed from its parts");
        assert_eq!(about(&offered), [(About::Numbers, "100,57 (1.240/1.233)")]);
        // Left out here is said next time.
        files::reject(&f.cycle, &own, offered.id, offered.version).unwrap();
        let (_, third) = read_for(f, owed, "ba.md", &text(f, &[], &sentence("90", "80", "112,5")));
        assert_eq!(payments(&third).learnt.last().map(|l| l.about), Some(About::LeftOut));
    });
}

#[test]
fn who_reviews_sees_what_a_document_says_of_a_number_and_of_a_text_that_were_changed() {
    on_each(|f| {
        let own = call(&f.editor);
        let sentence = "Số hồ sơ có thanh toán trực tuyến là 675/698 hồ sơ, đạt 96,7%.\n\nII. KIẾN NGHỊ\n\nĐề nghị mở lớp tập huấn.";
        let (draft, found) = read_for(f, asked_for(f, "T16"), "mot.md", &text(f, &[], sentence));
        let taken = files::accept_all(&f.cycle, &own, draft, 0.0, true).unwrap();
        assert!(taken > 1, "{found:#?}");
        let seen = |f: &Fixture| review::page(&f.cycle, &call(&f.reviewer), draft).unwrap();
        assert!(seen(f).read.is_empty(), "{:#?}", seen(f).read);
        let change = |node: &str, change: &dyn Fn(&mut ItemInput)| {
            let item = seen(f).data.items.into_iter().find(|i| i.node == node).unwrap();
            let mut input = ItemInput {
                node: node.into(),
                version: item.version,
                result: item.result,
                value: item.value,
                numerator: item.numerator,
                denominator: item.denominator,
                qualifier: item.qualifier,
                ..ItemInput::default()
            };
            change(&mut input);
            reports::save_item(&f.cycle, &own, draft, &input).unwrap();
        };
        change("T16", &|input| input.numerator = Some(690.0));
        change("s:recommendations", &|input| input.result += " Thêm một câu.");
        let read = seen(f).read;
        assert_eq!(read["T16"].numerator, Some(675.0));
        assert_eq!(read["s:recommendations"].result, "Đề nghị mở lớp tập huấn.");
        assert_eq!(read.len(), 2, "{read:#?}");
    });
}

#[test]
fn the_same_words_get_the_same_correction() {
    on_each(|f| {
        let own = call(&f.editor);
        let document = text(f, &["Đáp ứng", "Đáp ứng"], "");
        let (_, first) = read(f, "mot.md", &document);
        let tasks: Vec<&Candidate> = first.iter().filter(|c| c.kind == "task").collect();
        let corrected = ItemInput {
            result: "Đã ban hành Kế hoạch số 15/KH-UBND".into(),
            ..tasks[0].input.clone()
        };
        files::correct(&f.cycle, &own, tasks[0].id, tasks[0].version, &corrected).unwrap();
        files::reject(&f.cycle, &own, tasks[1].id, tasks[1].version).unwrap();
        // In the next round the same document comes again.
        let (draft, second) = read_for(f, asked_for(f, "T16"), "mot.md", &document);
        let of = |i: usize| {
            second
                .iter()
                .find(|c| c.node == tasks[i].node && c.kind == "task")
                .unwrap()
        };
        assert_eq!(of(0).input.result, "Đã ban hành Kế hoạch số 15/KH-UBND");
        assert_eq!(about(of(0)), [(About::Same, "Đáp ứng")]);
        // Taken as it is offered, it is not what the document says, and who reviews it sees that.
        let (node, offered) = (of(0).node.clone().unwrap(), of(0));
        files::accept(&f.cycle, &own, offered.id, offered.version, 0).unwrap();
        let seen = review::page(&f.cycle, &call(&f.reviewer), draft).unwrap();
        assert_eq!(seen.read[&node].result, "Đã ban hành kế hoạch");
        assert_eq!(seen.read[&node].status, "Đáp ứng");
        assert_eq!(about(of(1)), [(About::LeftOut, "")]);
        // Another result is another thing.
        let other = document.replace("Đã ban hành kế hoạch", "Đã tổ chức hội nghị");
        let (_, third) = read_for(f, asked_for(f, "T17"), "hai.md", &other);
        assert!(third.iter().all(|c| c.learnt.is_empty()), "{third:#?}");
    });
}

#[test]
fn a_document_of_another_unit_is_told() {
    on_each(|f| {
        let own = call(&f.editor);
        let page = reports::page(&f.cycle, &own, report(f, 0), None).unwrap();
        let head = |unit: &str, day: &str| {
            format!(
                "UỶ BAN NHÂN DÂN\n{}\n\nSố: 12/BC-UBND\n\n{day}\n\n",
                unit.to_uppercase()
            )
        };
        let body = text(f, &["Đáp ứng", "Đáp ứng"], "");
        let theirs = head("xã Gò Thông Thử", "Gò Thông Thử, ngày 22 tháng 10 năm 2025") + &body;
        let (draft, found) = read(f, "nham.md", &theirs);
        let state = |name: &str| {
            let page = reports::page(&f.cycle, &own, report(f, 0), None).unwrap();
            page.readings.into_iter().find(|r| r.name == name).unwrap()
        };
        assert_eq!(
            state("nham.md").foreign,
            [Foreign::Unit, Foreign::Date],
            "{:?}",
            state("nham.md")
        );
        assert!(found.len() >= 2);
        assert_eq!(files::accept_all(&f.cycle, &own, draft, 0.0, false).unwrap(), 0);
        assert!(
            reports::check(&f.cycle, &own, draft)
                .unwrap()
                .iter()
                .all(|x| x.check != "S101")
        );
        let taken = files::accept_all(&f.cycle, &own, draft, 0.0, true).unwrap();
        assert!(taken >= 2);
        let told = reports::check(&f.cycle, &own, draft).unwrap();
        let told = told.iter().find(|x| x.check == "S101").expect("a word is asked for");
        assert!(
            told.actual.as_ref().unwrap()[0].to_lowercase().contains("gò thông thử"),
            "{told:?}"
        );
        let sent = reports::submit(&f.cycle, &call(&f.approver), draft, "", None);
        assert_eq!(sent.unwrap_err().code(), "unexplained");
        // Taken away, what was taken from it is still there, and goes when that is taken back.
        let stay = files::remove(&f.cycle, &own, state("nham.md").file).unwrap();
        assert_eq!(stay, taken);
        assert!(state("nham.md").removed);
        let all = files::candidates(&f.cycle, &own, draft).unwrap();
        let decided: Vec<_> = all
            .iter()
            .filter(|c| c.state != "open")
            .map(|c| (c.id, c.version))
            .collect();
        let done = files::reopen_all(&f.cycle, &own, draft, &decided).unwrap();
        assert_eq!((done.count, done.kept), (taken, 0));
        assert!(
            files::candidates(&f.cycle, &own, draft).unwrap().is_empty(),
            "nothing of it is offered again"
        );
        let left = reports::page(&f.cycle, &own, report(f, 0), None).unwrap().items;
        assert!(
            left.iter().all(|i| i.status.is_empty() && i.result.is_empty()),
            "{left:#?}"
        );
        // The unit's own one says nothing.
        let ours = head(&page.unit.name, "Ngày 20 tháng 6 năm 2026") + &body;
        read(f, "dung.md", &ours);
        assert_eq!(state("dung.md").foreign, [], "{:?}", state("dung.md"));
        assert!(state("dung.md").identity.unwrap().issuer.is_some());
        assert!(files::accept_all(&f.cycle, &own, draft, 0.0, false).unwrap() >= 2);
    });
}

#[test]
fn a_decision_can_be_taken_back() {
    on_each(|f| {
        let own = call(&f.editor);
        let statuses = ["Theo tiến độ của tỉnh", "Đáp ứng", "Đáp ứng", "Đáp ứng"];
        let (draft, found) = read(f, "mot.md", &text(f, &statuses, ""));
        let tasks: Vec<&Candidate> = found.iter().filter(|c| c.kind == "task").collect();
        let node = |i: usize| tasks[i].node.clone().unwrap();
        let item = |node: &str| {
            let page = reports::page(&f.cycle, &own, report(f, 0), Some(draft)).unwrap();
            page.items.into_iter().find(|i| i.node == node)
        };
        let now = |i: usize| {
            let all = files::candidates(&f.cycle, &own, draft).unwrap();
            all.into_iter().find(|c| c.id == tasks[i].id).unwrap()
        };
        // Over an answer that was typed: it comes back.
        let typed = crate::fixture::task(&node(1), 0, "Đang thực hiện", "Gõ tay");
        let typed = reports::save_item(&f.cycle, &own, draft, &typed).unwrap();
        files::accept(&f.cycle, &own, tasks[1].id, tasks[1].version, typed.version).unwrap();
        assert_eq!(item(&node(1)).unwrap().result, "Đã ban hành kế hoạch");
        let stale = files::reopen(&f.cycle, &own, tasks[1].id, tasks[1].version);
        assert_eq!(
            stale.unwrap_err().code(),
            "conflict",
            "the version is that of the decision"
        );
        let done = files::reopen(&f.cycle, &own, tasks[1].id, now(1).version).unwrap();
        assert_eq!((done.count, done.kept), (1, 0));
        let back = item(&node(1)).unwrap();
        assert_eq!((back.result.as_str(), back.source.as_str()), ("Gõ tay", "typed"));
        assert_eq!((now(1).state.as_str(), now(1).decided), ("open", None));
        assert_eq!(
            files::reopen(&f.cycle, &own, tasks[1].id, now(1).version)
                .unwrap_err()
                .code(),
            "conflict"
        );
        // A correction, over nothing: the answer goes, and what it taught is forgotten.
        let corrected = ItemInput {
            status: "Đang thực hiện".into(),
            ..tasks[0].input.clone()
        };
        files::correct(&f.cycle, &own, tasks[0].id, tasks[0].version, &corrected).unwrap();
        files::reject(&f.cycle, &own, tasks[2].id, tasks[2].version).unwrap();
        let both = [(tasks[0].id, now(0).version), (tasks[2].id, now(2).version)];
        let wrong = [both[0], (tasks[2].id, 99)];
        assert_eq!(
            files::reopen_all(&f.cycle, &own, draft, &wrong).unwrap_err().code(),
            "conflict"
        );
        assert_eq!(now(0).state, "corrected", "all of them or none");
        let done = files::reopen_all(&f.cycle, &own, draft, &both).unwrap();
        assert_eq!((done.count, done.kept), (2, 0));
        let gone = item(&node(0)).unwrap();
        assert_eq!((gone.status.as_str(), gone.result.as_str(), gone.version), ("", "", 2));
        // Who still has the answer open that is gone writes over nothing that came since.
        let write = |version| {
            reports::save_item(
                &f.cycle,
                &own,
                draft,
                &crate::fixture::task(&node(0), version, "Đáp ứng", "Mới"),
            )
        };
        assert_eq!(write(2).unwrap().version, 3);
        assert_eq!(write(1).unwrap_err().code(), "conflict");
        assert_eq!(write(0).unwrap_err().code(), "conflict");
        let empty = crate::fixture::task(&node(0), 3, "", "");
        reports::save_item(&f.cycle, &own, draft, &empty).unwrap();
        // Said again word for word, it is not offered a second time; with another result it is.
        let again = text(f, &statuses, "");
        let (_, next) = read(f, "hai.md", &format!("{again}\n"));
        assert!(next.is_empty(), "{next:#?}");
        let (_, next) = read(
            f,
            "ba.md",
            &again.replace("Đã ban hành kế hoạch", "Đã ban hành quyết định"),
        );
        assert!(of_status(&next, statuses[0]).learnt.is_empty(), "{next:#?}");
        // An answer that was changed since stays.
        let taken = files::accept(&f.cycle, &own, tasks[3].id, tasks[3].version, 0).unwrap();
        let changed = crate::fixture::task(&node(3), taken.version, "Đáp ứng", "Sửa thêm");
        let changed = reports::save_item(&f.cycle, &own, draft, &changed).unwrap();
        // Who reviews it sees what the document says beside it.
        assert_eq!(
            (changed.source.as_str(), changed.candidate),
            ("typed", Some(tasks[3].id))
        );
        assert_eq!((&changed.span, &changed.sentence), (&taken.span, &taken.sentence));
        assert!(changed.sentence.is_some());
        let seen = review::page(&f.cycle, &call(&f.reviewer), draft).unwrap();
        assert_eq!(
            seen.read.keys().collect::<Vec<_>>(),
            [&node(3)],
            "nothing else was changed"
        );
        assert_eq!(seen.read[&node(3)].result, taken.result);
        let done = files::reopen(&f.cycle, &own, tasks[3].id, now(3).version).unwrap();
        assert_eq!((done.count, done.kept), (1, 1));
        assert_eq!(item(&node(3)).unwrap().result, "Sửa thêm");
        // Nobody else does it.
        let other = files::reopen(&f.cycle, &call(&f.reviewer), tasks[3].id, now(3).version);
        assert!(other.is_err());
    });
}
