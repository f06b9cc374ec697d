//! The parts of the package that hold no text of the document.

use std::fmt::Write as _;

use tonghop_model::official::{OfficialDocument, Title};

use super::xml::{clipped, escaped};

/// First line of every part.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Namespace of the words of a document.
pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Namespace of relations inside parts.
pub const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Namespace of the values that a document is bound to.
const VALUES: &str = "urn:tonghop:values:1";
/// Identifier of the part with the values in the data store of the document.
const STORE_ITEM: &str = "{7A0C3B52-9D64-4E0B-8F51-411300902025}";
/// Identifier that Office asks of custom properties.
const PROPERTY_SET: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
/// Longest text of a property, characters.
const LONGEST_PROPERTY: usize = 255;
/// Name that the file gives as the program that made it.
const PROGRAM: &str = "Tổng Hợp";

/// What the package holds, by part.
pub fn content_types(charts: usize) -> String {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    const OFFICE: &str = "application/vnd.openxmlformats-officedocument";
    let mut out = String::from(DECLARATION);
    out.push_str("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    if charts > 0 {
        let _ = write!(
            out,
            "<Default Extension=\"xlsx\" ContentType=\"{OFFICE}.spreadsheetml.sheet\"/>"
        );
    }
    let mut part = |name: &str, kind: &str| {
        let _ = write!(out, "<Override PartName=\"{name}\" ContentType=\"{kind}\"/>");
    };
    part("/word/document.xml", &format!("{WORD}.document.main+xml"));
    for (name, kind) in [
        ("styles", "styles"),
        ("settings", "settings"),
        ("numbering", "numbering"),
        ("footnotes", "footnotes"),
        ("header1", "header"),
        ("header2", "header"),
        ("fontTable", "fontTable"),
    ] {
        part(&format!("/word/{name}.xml"), &format!("{WORD}.{kind}+xml"));
    }
    part("/word/theme/theme1.xml", &format!("{OFFICE}.theme+xml"));
    for i in 1..=charts {
        part(
            &format!("/word/charts/chart{i}.xml"),
            &format!("{OFFICE}.drawingml.chart+xml"),
        );
    }
    part(
        "/docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
    );
    part("/docProps/app.xml", &format!("{OFFICE}.extended-properties+xml"));
    part("/docProps/custom.xml", &format!("{OFFICE}.custom-properties+xml"));
    part(
        "/customXml/itemProps1.xml",
        &format!("{OFFICE}.customXmlProperties+xml"),
    );
    out.push_str("</Types>");
    out
}

fn relations(list: &[(String, &str, String)]) -> String {
    let mut out = String::from(DECLARATION);
    out.push_str("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (id, kind, target) in list {
        let _ = write!(out, "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>");
    }
    out.push_str("</Relationships>");
    out
}

/// Relations of the package.
pub fn package_relations() -> String {
    let office = |name: &str| format!("{R}/{name}");
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relations(&[
        ("rId1".into(), &office("officeDocument"), "word/document.xml".into()),
        ("rId2".into(), core, "docProps/core.xml".into()),
        ("rId3".into(), &office("extended-properties"), "docProps/app.xml".into()),
        (
            "rId4".into(),
            &office("custom-properties"),
            "docProps/custom.xml".into(),
        ),
    ])
}

/// Relations of the document; charts have the identifiers `rIdChart1` and so on.
pub fn document_relations(charts: usize) -> String {
    let kinds: Vec<(String, String, String)> = [
        ("rIdStyles", "styles", "styles.xml"),
        ("rIdSettings", "settings", "settings.xml"),
        ("rIdNumbering", "numbering", "numbering.xml"),
        ("rIdFootnotes", "footnotes", "footnotes.xml"),
        ("rIdHeader", "header", "header1.xml"),
        ("rIdFirstHeader", "header", "header2.xml"),
        ("rIdFonts", "fontTable", "fontTable.xml"),
        ("rIdTheme", "theme", "theme/theme1.xml"),
        ("rIdValues", "customXml", "../customXml/item1.xml"),
    ]
    .into_iter()
    .map(|(id, kind, target)| (id.to_owned(), format!("{R}/{kind}"), target.to_owned()))
    .chain((1..=charts).map(|i| {
        (
            format!("rIdChart{i}"),
            format!("{R}/chart"),
            format!("charts/chart{i}.xml"),
        )
    }))
    .collect();
    let list: Vec<_> = kinds
        .iter()
        .map(|(id, kind, target)| (id.clone(), kind.as_str(), target.clone()))
        .collect();
    relations(&list)
}

/// Relations of a chart: the workbook with its figures.
pub fn chart_relations(number: usize) -> String {
    relations(&[(
        "rId1".into(),
        &format!("{R}/package"),
        format!("../embeddings/chart{number}.xlsx"),
    )])
}

/// Relations of the part with the values.
pub fn values_relations() -> String {
    relations(&[("rId1".into(), &format!("{R}/customXmlProps"), "itemProps1.xml".into())])
}

/// Settings of the document.
pub fn settings() -> String {
    format!(
        "{DECLARATION}<w:settings xmlns:w=\"{W}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"vi-VN\"/><w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/></w:settings>"
    )
}

/// The page number, centred in the top margin (Annex I, part I, item 8); `shown` is false on first pages.
pub fn header(shown: bool) -> String {
    let field = if shown {
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    } else {
        ""
    };
    format!("{DECLARATION}<w:hdr xmlns:w=\"{W}\"><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{field}</w:p></w:hdr>")
}

/// The footnotes with the lines that separate them from the text.
pub fn footnotes(notes: &[String]) -> String {
    let mut out = format!("{DECLARATION}<w:footnotes xmlns:w=\"{W}\">");
    for (id, kind, element) in [
        (-1, "separator", "separator"),
        (0, "continuationSeparator", "continuationSeparator"),
    ] {
        let _ = write!(
            out,
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:r><w:{element}/></w:r></w:p></w:footnote>"
        );
    }
    for (i, note) in notes.iter().enumerate() {
        let _ = write!(
            out,
            "<w:footnote w:id=\"{}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>{note}</w:p></w:footnote>",
            i + 1
        );
    }
    out.push_str("</w:footnotes>");
    out
}

/// Title of the file: the one of its properties, else type and abstract.
fn title(document: &OfficialDocument) -> String {
    match &document.title {
        _ if !document.properties.title.trim().is_empty() => document.properties.title.clone(),
        Title::Named { kind, subject } => format!("{kind} {subject}"),
        Title::Letter { subject } => subject.clone(),
    }
}

/// Title, author and the one time of the file.
pub fn core_properties(document: &OfficialDocument) -> String {
    let mut out = format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
    );
    let short = |text: &str| escaped(&clipped(text, LONGEST_PROPERTY));
    let _ = write!(
        out,
        "<dc:title>{}</dc:title><dc:creator>{}</dc:creator>",
        short(&title(document)),
        short(&document.issuer.join(" "))
    );
    let _ = write!(
        out,
        "<cp:keywords>edition={}</cp:keywords><dc:language>vi-VN</dc:language>",
        short(&document.properties.edition)
    );
    if let Some(time) = w3c_time(&document.properties.as_of) {
        for name in ["created", "modified"] {
            let _ = write!(
                out,
                "<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{time}</dcterms:{name}>"
            );
        }
    }
    out.push_str("</cp:coreProperties>");
    out
}

/// The time of the data state where it is one that the format allows.
fn w3c_time(text: &str) -> Option<&str> {
    let date = text.get(..10)?;
    let shape = |t: &str, pattern: &str| {
        t.len() == pattern.len()
            && t.bytes()
                .zip(pattern.bytes())
                .all(|(b, p)| if p == b'0' { b.is_ascii_digit() } else { b == p })
    };
    if !shape(date, "0000-00-00") {
        return None;
    }
    let rest = &text[10..];
    let whole = rest.is_empty() || shape(rest, "T00:00:00Z") || shape(rest, "T00:00:00+00:00");
    Some(if whole { text } else { date })
}

/// The program that made the file.
pub fn app_properties() -> String {
    format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>{PROGRAM}</Application></Properties>"
    )
}

/// Edition and time of the data.
pub fn custom_properties(document: &OfficialDocument) -> String {
    let mut out = format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">"
    );
    let properties = [
        ("tonghop-edition", &document.properties.edition),
        ("tonghop-as-of", &document.properties.as_of),
    ];
    for (i, (name, value)) in properties.into_iter().enumerate() {
        let value = escaped(&clipped(value, LONGEST_PROPERTY));
        let _ = write!(
            out,
            "<property fmtid=\"{PROPERTY_SET}\" pid=\"{}\" name=\"{name}\"><vt:lpwstr>{value}</vt:lpwstr></property>",
            i + 2
        );
    }
    out.push_str("</Properties>");
    out
}

/// A value that the document shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Key of the binding.
    pub key: String,
    /// As printed.
    pub text: String,
    /// Where it comes from.
    pub source: String,
}

/// Every value that the document shows, with its source: looked up by the tag of a content control; then the reports that sources
/// name by number.
pub fn values(document: &OfficialDocument, bound: &[Bound]) -> String {
    let mut out = String::with_capacity(bound.len() * 96 + 256);
    out.push_str(DECLARATION);
    let properties = &document.properties;
    let _ = write!(
        out,
        "<values xmlns=\"{VALUES}\" edition=\"{}\" as-of=\"{}\">",
        escaped(&properties.edition),
        escaped(&properties.as_of)
    );
    for value in bound {
        let _ = write!(
            out,
            "<value key=\"{}\" source=\"{}\">{}</value>",
            escaped(&value.key),
            escaped(&value.source),
            escaped(&value.text)
        );
    }
    for (at, report) in properties.reports.iter().enumerate() {
        let _ = write!(out, "<report number=\"{}\">{}</report>", at + 1, escaped(report));
    }
    out.push_str("</values>");
    out
}

/// What Office asks of a part in the data store.
pub fn values_properties() -> String {
    format!(
        "{DECLARATION}<ds:datastoreItem ds:itemID=\"{STORE_ITEM}\" xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\"><ds:schemaRefs><ds:schemaRef ds:uri=\"{VALUES}\"/></ds:schemaRefs></ds:datastoreItem>"
    )
}
