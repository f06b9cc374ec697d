//! The documents of a round and of a unit: handed out in both forms, templates refused with the place of each mistake, the
//! form as a workbook, trusted roots; and nothing of it for who may not see it.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use axum::http::StatusCode;
use common::Server;
use tonghop_model::cycle::Role;

#[tokio::test(flavor = "multi_thread")]
async fn the_documents_of_a_round_are_handed_out_to_who_may_see_it() {
    let server = Server::new();
    let (own, _) = server.communes();
    let opened = server.open_round(own, "2026-06-25");
    let (round, report) = (opened.round.0, opened.report.0);
    server.person(
        "head",
        "Trưởng phòng A",
        Some((Role::DepartmentHead, server.province())),
    );
    server.person("editor", "Cán bộ B", Some((Role::CommuneEditor, own)));
    let mut head = server.signed_in("head").await;
    let place = format!("/rounds/{round}/documents");
    for lang in ["vi", "en"] {
        let page = head.get(&format!("{place}?lang={lang}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    }
    // Without reports there is nothing to consolidate.
    for kind in ["consolidated", "brief"] {
        let file = head.get(&format!("{place}/{kind}/pdf")).await;
        assert_eq!(file.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}: {}", file.body);
        let file = head.get(&format!("/api/v1{place}/{kind}?format=pdf")).await;
        assert_eq!(file.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
    }
    for kind in ["request", "reminder", "late"] {
        for (format, start) in [("docx", "PK"), ("pdf", "%PDF-1.7")] {
            let file = head.get(&format!("{place}/{kind}/{format}")).await;
            assert_eq!(file.status, StatusCode::OK, "{kind} {format}");
            assert!(file.body.starts_with(start), "{kind} {format}");
            let name = file.header("content-disposition");
            assert!(name.is_ascii() && name.contains(&format!(".{format}")), "{name}");
        }
        for (format, start) in [("docx", "PK"), ("pdf", "%PDF-1.7")] {
            let file = head.get(&format!("/api/v1{place}/{kind}?format={format}")).await;
            assert!(
                file.status == StatusCode::OK && file.body.starts_with(start),
                "{kind} {format}"
            );
        }
        let none = head.get(&format!("{place}/{kind}/template")).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{kind}");
    }
    assert_eq!(
        head.get(&format!("{place}/report/docx")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        head.get(&format!("/api/v1{place}/report")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        head.get(&format!("{place}/brief/exe")).await.status,
        StatusCode::NOT_FOUND
    );

    let mut editor = server.signed_in("editor").await;
    assert_ne!(editor.get(&format!("{place}/brief/pdf")).await.status, StatusCode::OK);
    assert_ne!(editor.get("/signature-roots").await.status, StatusCode::OK);
    let own = format!("/reports/{report}/documents");
    assert_eq!(editor.get(&format!("{own}/pdf")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(editor.get(&own).await.status, StatusCode::OK);
    let form = editor.get(&format!("{own}/form")).await;
    assert!(form.status == StatusCode::OK && form.body.starts_with("PK"));
    let wrong = editor
        .upload(&format!("{own}/form"), &[], ("file", "a.xlsx", "no workbook"))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
    // The advice is that of this place: no report, a form is wanted.
    assert!(
        wrong.body.contains("không phải bảng tính") && !wrong.body.contains("expected"),
        "{}",
        wrong.body
    );
    editor.get(&own).await;
    editor.post(&format!("/reports/{report}/start"), &[]).await;
    // A report that says nothing yet is none to sign.
    let empty = editor.get(&format!("{own}/pdf")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", empty.body);
    let [version, result] = ["version", "result"].map(|name| format!("{name}.{}", opened.tasks[0]));
    let fields = [(version.as_str(), "0"), (result.as_str(), "Đã lập 12 tổ")];
    let saved = editor.post(&format!("/reports/{report}/item"), &fields).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    for (format, start) in [("docx", "PK"), ("pdf", "%PDF-1.7")] {
        let file = editor.get(&format!("{own}/{format}")).await;
        assert!(
            file.status == StatusCode::OK && file.body.starts_with(start),
            "{format}"
        );
        let file = editor
            .get(&format!("/api/v1/reports/{report}/document?format={format}"))
            .await;
        assert!(
            file.status == StatusCode::OK && file.body.starts_with(start),
            "{format}"
        );
    }
    let form = editor.get(&format!("/api/v1/reports/{report}/form")).await;
    assert!(form.status == StatusCode::OK && form.body.starts_with("PK"));
    let foreign = editor.get("/api/v1/document-templates").await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
}
