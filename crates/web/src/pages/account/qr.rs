//! A QR code as the path of an SVG: the page needs no picture and no script for it.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// Light modules around the code.
const BORDER: i32 = 4;

/// A code to be drawn in a square of `size` units.
#[derive(Debug, Clone)]
pub struct Qr {
    /// Side of the square.
    pub size: i32,
    /// What is dark.
    pub path: String,
}

/// The code of a text; none where it is too long (about 2,300 bytes).
pub fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|at| code.get_module(*at, y)).count() as i32;
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + BORDER, y + BORDER);
            }
            x += run.max(1);
        }
    }
    Some(Qr {
        size: code.size() + 2 * BORDER,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corner_mark_is_drawn() {
        let qr = qr("otpauth://totp/x?secret=ABC").unwrap();
        assert!(qr.path.starts_with("M4 4h7v1h-7z"), "{}", qr.path);
        assert!(qr.size > 25);
        assert!(super::qr(&"x".repeat(5000)).is_none());
    }
}
