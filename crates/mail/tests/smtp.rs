//! Against a small mail server on the loopback address.

#![allow(clippy::unwrap_used)] // helpers of tests

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;
use std::time::{Duration, UNIX_EPOCH};
use tonghop_mail::{Mail, Mailer, SendError, Settings, SettingsError};

/// Takes one connection; `answer` decides on the reply to each command. Returns all that was said.
fn server(answer: fn(&str) -> &'static str) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    let talk = std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        conversation(&stream, answer)
    });
    (address, talk)
}

fn conversation(mut stream: &TcpStream, answer: fn(&str) -> &'static str) -> String {
    let mut said = String::new();
    stream.write_all(b"220 test\r\n").unwrap();
    let mut lines = BufReader::new(stream).lines();
    let mut in_data = false;
    while let Some(Ok(line)) = lines.next() {
        said.push_str(&line);
        said.push('\n');
        if in_data && line != "." {
            continue;
        }
        let reply = if in_data { answer("END") } else { answer(&line) };
        in_data = !in_data && line == "DATA" && reply.starts_with("354");
        if (&mut stream).write_all(format!("{reply}\r\n").as_bytes()).is_err() || line == "QUIT" {
            break;
        }
    }
    said
}

fn willing(command: &str) -> &'static str {
    match command.split(' ').next() {
        Some("EHLO") => "250 test",
        Some("DATA") => "354 go on",
        Some("QUIT") => "221 bye",
        _ => "250 ok",
    }
}

fn mail() -> Mail {
    Mail {
        key: "return:17/2".into(),
        to: "van-thu@xa-mau.example".into(),
        subject: "Trả lại 02 mục\r\nBcc: other@example.vn".into(),
        text: "Kính gửi xã Mẫu,\nĐề nghị bổ sung 02 mục trước ngày 05/12/2026.\n".into(),
        html: None,
        date: UNIX_EPOCH + Duration::from_secs(1_795_000_000),
    }
}

fn mailer(address: &str) -> Mailer {
    let mut settings = Settings::new(address, "Tổng Hợp <bao-cao@so.example>");
    settings.timeout = Duration::from_secs(5);
    Mailer::new(&settings).unwrap()
}

#[test]
fn a_message_arrives_with_its_text_key_and_date() {
    let (address, talk) = server(willing);
    mailer(&address).send(&mail()).unwrap();
    let said = talk.join().unwrap();
    assert!(said.contains("RCPT TO:<van-thu@xa-mau.example>"), "{said}");
    assert!(said.contains("Message-ID: <return-17-2@so.example>"), "{said}");
    assert!(said.contains("Date: Wed, 18 Nov 2026"), "{said}");
    assert!(said.contains("Content-Type: text/plain; charset=utf-8"), "{said}");
}

#[test]
fn html_stands_beside_the_text() {
    let (address, talk) = server(willing);
    let both = Mail {
        html: Some("<p>Kinh gui</p>".into()),
        ..mail()
    };
    mailer(&address).send(&both).unwrap();
    let said = talk.join().unwrap();
    assert!(said.contains("Content-Type: multipart/alternative"), "{said}");
    let (plain, html) = (said.find("text/plain").unwrap(), said.find("text/html").unwrap());
    assert!(plain < html && said.contains("<p>Kinh gui</p>"), "{said}");
}

#[test]
fn a_line_break_in_the_subject_begins_no_field() {
    let (address, talk) = server(willing);
    mailer(&address).send(&mail()).unwrap();
    let said = talk.join().unwrap();
    assert!(!said.lines().any(|l| l.starts_with("Bcc")), "{said}");
    assert_eq!(said.matches("RCPT TO").count(), 1);
}

#[test]
fn a_refusal_for_good_and_one_for_now_are_told_apart() {
    let (address, talk) = server(|c| {
        if c.starts_with("RCPT") {
            "550 no such user"
        } else {
            willing(c)
        }
    });
    let refused = mailer(&address).send(&mail()).unwrap_err();
    assert!(refused.is_final() && matches!(refused, SendError::Refused(_)));
    talk.join().unwrap();

    let (address, talk) = server(|c| if c == "END" { "451 later" } else { willing(c) });
    let later = mailer(&address).send(&mail()).unwrap_err();
    assert!(!later.is_final(), "{later:?}");
    talk.join().unwrap();
}

#[test]
fn a_server_that_is_not_there_is_tried_again_later() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let gone = mailer(&format!("smtp://{port}")).send(&mail()).unwrap_err();
    assert!(!gone.is_final());
}

#[test]
fn wrong_settings_and_addresses_say_so_without_the_password() {
    let wrong = Mailer::new(&Settings::new("http://u:secret@host", "a@example.vn")).unwrap_err();
    assert!(matches!(wrong, SettingsError::Server));
    assert!(!format!("{wrong} {wrong:?}").contains("secret"));
    let settings = Settings::new("smtps://u:secret@host", "a@example.vn");
    assert!(!format!("{settings:?}").contains("secret"));
    assert!(matches!(
        Mailer::new(&Settings::new("smtp://localhost", "no address")),
        Err(SettingsError::Sender(_))
    ));
    let nobody = Mail {
        to: "không phải địa chỉ".into(),
        ..mail()
    };
    let refused = mailer("smtp://localhost").send(&nobody).unwrap_err();
    assert!(matches!(refused, SendError::Receiver));
}

#[test]
fn a_wrong_password_is_no_fault_of_the_letter() {
    let (address, talk) = server(|c| match c.split(' ').next() {
        Some("EHLO") => "250-test\r\n250 AUTH PLAIN",
        Some("AUTH") => "535 wrong user or password",
        _ => willing(c),
    });
    let refused = mailer(&address.replace("smtp://", "smtp://u:secret@"))
        .send(&mail())
        .unwrap_err();
    assert!(!refused.is_final(), "sent once the password is right");
    assert!(!format!("{refused:?}").contains("secret"));
    talk.join().unwrap();
}
