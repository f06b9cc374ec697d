//! The sample reports of the repository, embedded. The units do not exist (see `samples/README.md`).

/// Folder inside the demo's output that the samples are written to.
pub const FOLDER: &str = "bao-cao-mau";

/// File name and content.
pub const SAMPLES: &[(&str, &[u8])] = &[
    (
        "phuong-ben-lim.md",
        include_bytes!("../../../samples/phuong-ben-lim.md"),
    ),
    (
        "phuong-cau-man.pdf",
        include_bytes!("../../../samples/phuong-cau-man.pdf"),
    ),
    ("xa-da-hoi.xlsx", include_bytes!("../../../samples/xa-da-hoi.xlsx")),
    ("xa-doi-lim.html", include_bytes!("../../../samples/xa-doi-lim.html")),
    ("xa-go-thong.docx", include_bytes!("../../../samples/xa-go-thong.docx")),
    (
        "xa-suoi-ngan-9-thang.docx",
        include_bytes!("../../../samples/xa-suoi-ngan-9-thang.docx"),
    ),
    ("xa-suoi-ngan.txt", include_bytes!("../../../samples/xa-suoi-ngan.txt")),
];
