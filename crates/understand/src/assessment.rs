//! The lists of the assessment: advantages, limitations, causes, recommendations, next tasks.
//!
//! A heading announces a list; its bullets, numbered items or paragraphs are the statements. A
//! sentence that only introduces them ("… như sau:") and the closing sentence are none.

mod running;
mod topic;

use crate::flow::{Para, ParaKind};
use crate::outline::{self, label, title};
use tonghop_model::reading::{Assessment, Section, Span, Statement};
use tonghop_text::fold;
use topic::{List, Topic};

/// A longer item that leads to others says something itself.
const MOST_WORDS_OF_A_LEAD: usize = 25;

/// What the assessment says.
#[derive(Debug, Default)]
pub struct Found {
    /// The statements under the headings that announce them.
    pub assessment: Assessment,
    /// The text under headings that announce tasks to come: nothing there was reached.
    pub tasks: Vec<Span>,
    /// The text under headings that announce requests.
    pub requests: Vec<Span>,
}

/// Reads the assessment.
#[must_use]
pub fn find(paras: &[Para], sections: &[Section]) -> Found {
    let mut out = Found::default();
    for part in parts(paras, sections) {
        let spans = part.pieces.iter().map(Piece::span);
        match part.topic {
            Topic::One(List::NextTasks) => out.tasks.extend(spans),
            Topic::One(List::Recommendations) => out.requests.extend(spans),
            _ => {}
        }
        let collector = Collector::new(&part);
        collector.run(&mut out.assessment);
    }
    if out.assessment.limitations.is_empty() {
        out.assessment.limitations = running::limitations(paras);
    }
    let told = &out.assessment;
    out.tasks.extend(told.next_tasks.iter().map(|s| s.span));
    out.requests.extend(told.recommendations.iter().map(|s| s.span));
    out
}

/// A heading of the assessment with the text directly under it.
struct Part<'a> {
    topic: Topic,
    /// Title of a heading that announces nothing itself but stands below one that does.
    subtitle: Option<&'a Section>,
    /// The heading above the text.
    heading: &'a Section,
    /// True where no heading stands below this one.
    leaf: bool,
    pieces: Vec<Piece<'a>>,
}

/// A paragraph, or what is left of it after the heading that it starts with.
#[derive(Clone, Copy)]
struct Piece<'a> {
    para: &'a Para,
    /// First byte.
    start: usize,
    /// One past the last byte.
    end: usize,
}

impl<'a> Piece<'a> {
    fn text(&self) -> &'a str {
        self.para.text[self.start..self.end].trim()
    }

    fn span(&self) -> Span {
        let tail = &self.para.text[self.start..self.end];
        let start = self.end - tail.trim_start().len();
        self.para.span_of_bytes(start, start + self.text().len())
    }
}

/// The sections of the assessment with their text.
fn parts<'a>(paras: &'a [Para], sections: &'a [Section]) -> Vec<Part<'a>> {
    let starts = starts(paras, sections);
    let mut out = Vec::new();
    // Topics of the open sections by level, and whether they assess.
    let mut open: Vec<(u8, Topic, bool)> = Vec::new();
    for (index, section) in sections.iter().enumerate() {
        while open.last().is_some_and(|o| o.0 >= section.level) {
            open.pop();
        }
        let (parent, assessed) = open.last().map_or((Topic::Other, false), |o| (o.1, o.2));
        let folded = fold(&section.title);
        let own = match topic::of_title(&folded, assessed) {
            // "A. NHỮNG THÀNH TỰU ĐẠT ĐƯỢC" over chapters with sections of their own is the report itself.
            Topic::One(List::Advantages) if !assessed && is_main_part(sections, index) => Topic::Other,
            own => own,
        };
        let inherited = own == Topic::Other && parent != Topic::Other;
        let topic = if inherited { parent } else { own };
        open.push((
            section.level,
            topic,
            assessed || topic != Topic::Other || title::assesses(&folded),
        ));
        if matches!(topic, Topic::Other | Topic::Apart) {
            continue;
        }
        let Some(start) = starts.get(index).copied().flatten() else {
            continue;
        };
        let end = starts
            .get(index + 1..)
            .and_then(|s| s.iter().flatten().next())
            .map_or(Start::end(paras), |s| *s);
        let last = index + 1 == sections.len();
        let pieces = pieces(paras, start, end, section, last);
        out.push(Part {
            topic,
            subtitle: inherited.then_some(section),
            heading: section,
            leaf: sections.get(index + 1).is_none_or(|next| next.level <= section.level),
            pieces,
        });
    }
    out
}

/// True where sections stand below the sections of this one.
fn is_main_part(sections: &[Section], index: usize) -> bool {
    let level = sections[index].level;
    let below = sections[index + 1..].iter().take_while(|s| s.level > level);
    below.map(|s| s.level).max().is_some_and(|deepest| deepest > level + 1)
}

/// Where a section starts: its paragraph, its first byte there, and the byte after the heading.
#[derive(Clone, Copy)]
struct Start {
    para: usize,
    byte: usize,
    after: usize,
}

impl Start {
    /// The place after the last paragraph.
    fn end(paras: &[Para]) -> Self {
        Self {
            para: paras.len(),
            byte: 0,
            after: 0,
        }
    }
}

fn starts(paras: &[Para], sections: &[Section]) -> Vec<Option<Start>> {
    let mut from = 0;
    let find = |section: &Section| {
        let span = section.span;
        let at = (from..paras.len()).find(|&i| {
            let whole = paras[i].whole();
            let inside = whole.start <= span.start && span.start < whole.end;
            paras[i].kind == ParaKind::Body && (whole.block, whole.cell) == (span.block, span.cell) && inside
        })?;
        from = at;
        let para = &paras[at];
        let byte = |target: usize| {
            let chars = para.text.char_indices().enumerate();
            chars
                .map(|(i, (b, _))| (para.span(i, i + 1), b))
                .find(|(s, _)| s.block != span.block || s.start >= target)
                .map_or(para.text.len(), |f| f.1)
        };
        Some(Start {
            para: at,
            byte: byte(span.start),
            after: byte(span.end),
        })
    };
    sections.iter().map(find).collect()
}

fn pieces<'a>(paras: &'a [Para], start: Start, end: Start, section: &Section, last: bool) -> Vec<Piece<'a>> {
    let mut out: Vec<Piece<'a>> = Vec::new();
    for (index, para) in paras
        .iter()
        .enumerate()
        .skip(start.para)
        .take_while(|(i, _)| *i <= end.para)
    {
        let first = if index == start.para { start.after } else { 0 };
        let mut piece = Piece {
            para,
            start: first,
            end: if index == end.para { end.byte } else { para.text.len() },
        };
        if matches!(para.kind, ParaKind::Footnote(_)) || piece.start >= piece.end {
            continue;
        }
        if para.kind != ParaKind::Body || title::is_annex(&para.text) {
            break;
        }
        let recipients = outline::recipients_in(para).or_else(|| signature_in(para));
        if let Some(at) = recipients {
            piece.end = at.max(piece.start);
        }
        let folded = fold(piece.text());
        let closes = last && title::is_closing(&folded) || folded.starts_with("tren day la");
        // Lines that were joined may hold the last statement and the closing sentence.
        if closes && let Some(at) = closing_line(para, piece.start) {
            piece.end = at;
        } else if closes {
            break;
        }
        // The second line of the heading.
        let heading = out.is_empty() && index > start.para && para.text.len() <= section.title.len();
        let title_goes_on = heading && section.title.ends_with(title::clean(&para.text));
        if !title_goes_on && !piece.text().is_empty() {
            out.push(piece);
        }
        if recipients.is_some() || closes {
            break;
        }
    }
    out
}

/// Byte of the line with which the signature block starts: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", a role that stands alone,
/// always in capitals (Nghị định 30/2020/NĐ-CP, Annex I, section II.7).
fn signature_in(para: &Para) -> Option<usize> {
    const SIGNS: [&str; 12] = [
        "tm.",
        "t/m",
        "tm ",
        "kt.",
        "k/t",
        "kt ",
        "tl.",
        "t/l",
        "tuq.",
        "q. ",
        "quyen ",
        "thua lenh",
    ];
    const ROLES: [&str; 10] = [
        "chu tich",
        "pho chu tich",
        "giam doc",
        "pho giam doc",
        "bi thu",
        "pho bi thu",
        "chanh van phong",
        "truong phong",
        "pho truong phong",
        "truong ban",
    ];
    const LONGEST: usize = 160;
    outline::lines::of(para)
        .iter()
        .map(|l| (l.start, &para.text[l.start..l.end]))
        .find_map(|(start, line)| {
            let line = line.trim().trim_matches('*');
            if line.is_empty() || line.len() > LONGEST || !label::is_caps(line) {
                return None;
            }
            let folded = fold(line);
            let signs = SIGNS.iter().any(|s| folded.starts_with(s)) || ROLES.contains(&folded.as_str());
            signs.then_some(start)
        })
}

/// Most lines that a closing sentence takes.
const CLOSING_LINES: usize = 12;

/// The line of a paragraph, after its first, with which the closing sentence starts: the line before it ends a
/// sentence.
fn closing_line(para: &Para, from: usize) -> Option<usize> {
    let lines = outline::lines::of(para);
    lines
        .windows(2)
        .rev()
        .take(CLOSING_LINES)
        .filter(|w| w[0].start >= from)
        .find_map(|w| {
            let before = para.text[w[0].start..w[0].end].trim_end();
            let rest = fold(&para.text[w[1].start..]);
            let closes = title::is_closing(&rest);
            (closes && before.ends_with(['.', ';'])).then_some(w[1].start)
        })
}

/// One statement that is being put together.
struct Item {
    text: String,
    span: Span,
    /// 0 paragraph, 1 number, 2 letter, 3 dash, 4 plus.
    depth: u8,
    list: Option<List>,
    /// Whom the lead or heading above it names.
    addressee: Option<String>,
}

/// Puts the statements of one part together.
struct Collector<'a> {
    part: &'a Part<'a>,
    items: Vec<Item>,
    /// List that a label inside the part has switched to.
    mode: Option<List>,
    /// Whom the items below a lead are addressed to, and its rank.
    lead: Option<(u8, String)>,
}

impl<'a> Collector<'a> {
    fn new(part: &'a Part<'a>) -> Self {
        Self {
            part,
            items: Vec::new(),
            mode: None,
            lead: None,
        }
    }

    /// Whom an item of this rank is addressed to, as far as something above it says so.
    fn addressee(&mut self, depth: u8) -> Option<String> {
        if self.lead.as_ref().is_some_and(|lead| depth <= lead.0) {
            self.lead = None;
        }
        let lead = self.lead.as_ref().map(|l| l.1.as_str());
        // "2. Đề nghị Sở …" behind the heading "1. Đối với UBND tỉnh" stands beside it.
        let heading = self.part.heading;
        let below = depth == 0 || depth > rank(heading);
        lead.or_else(|| to_whom(&heading.title).filter(|_| below))
            .map(str::to_owned)
    }

    fn run(mut self, out: &mut Assessment) {
        for (i, piece) in self.part.pieces.iter().enumerate() {
            self.take(piece, self.part.pieces.get(i + 1));
        }
        self.title_goes_along();
        let asks = self.items.iter().any(|i| is_request(&fold(&i.text)));
        for item in std::mem::take(&mut self.items) {
            self.file(&item, asks, out);
        }
    }

    fn take(&mut self, piece: &Piece<'_>, next: Option<&Piece<'_>>) {
        let text = piece.text();
        let words = label::without_label(text);
        let folded = fold(words);
        let depth = depth(text);
        if words.is_empty() {
            return;
        }
        if self.switches(words, &folded, piece) {
            return;
        }
        let last = self.items.last_mut();
        let led = last.as_ref().is_some_and(|l| l.depth > 0 && l.text.ends_with(':'));
        let continues = depth == 0 && (led || words.starts_with(char::is_lowercase) && text.len() == words.len());
        if let Some(last) = last
            && (continues || depth > last.depth && last.depth > 0 && !last.text.ends_with(':') && depth == 4)
        {
            last.text.push(' ');
            last.text.push_str(words);
            last.span.end = last.span.end.max(if piece.span().block == last.span.block {
                piece.span().end
            } else {
                0
            });
            return;
        }
        // An item that only leads to the items below it.
        let leads = next.is_some_and(|n| self::depth(n.text()) > depth || depth == 0 && title::announces_list(words));
        if words.ends_with(':') && leads && (depth == 0 || title::word_count(words) <= MOST_WORDS_OF_A_LEAD) {
            self.lead = to_whom(words).map(|whom| (depth, whom.to_owned()));
            return;
        }
        // A last paragraph after the items closes the document.
        if depth == 0 && next.is_none() && words.ends_with("./.") && self.items.last().is_some_and(|i| i.depth > 0) {
            return;
        }
        let addressee = self.addressee(depth);
        self.items.push(Item {
            text: words.to_owned(),
            span: piece.span(),
            depth,
            list: self.mode,
            addressee,
        });
    }

    /// Labels such as "Nguyên nhân:" before the statements of another list.
    fn switches(&mut self, words: &str, folded: &str, piece: &Piece<'_>) -> bool {
        if !matches!(
            self.part.topic,
            Topic::Mixed | Topic::LimitationsAndCauses | Topic::LimitationsAndRequests | Topic::One(_)
        ) {
            return false;
        }
        let (head, rest) = words.split_once(':').unwrap_or((words, ""));
        let alone = rest.trim().is_empty();
        let Some(list) = topic::of_label(&fold(head)) else {
            return false;
        };
        let marked = words.contains(':') || piece.para.bold || piece.para.italic;
        if alone {
            let short = title::word_count(words) <= 8 && !title::ends_like_sentence(words);
            if short && (marked || matches!(self.part.topic, Topic::Mixed | Topic::LimitationsAndCauses)) {
                self.mode = Some(list);
                return true;
            }
            return false;
        }
        let cause = list == List::Causes && self.part.topic == Topic::One(List::Limitations);
        if matches!(self.part.topic, Topic::One(_)) && !cause || title::word_count(head) > 6 || folded.is_empty() {
            return false;
        }
        self.mode = Some(list);
        let text = rest.trim().to_owned();
        self.items.push(Item {
            text,
            span: piece.span(),
            depth: depth(piece.text()),
            list: Some(list),
            addressee: None,
        });
        true
    }

    /// A numbered title with one paragraph below it is one statement.
    fn title_goes_along(&mut self) {
        let Some(section) = self.part.subtitle else { return };
        let folded = fold(&section.title);
        let to_whom = ["doi voi", "voi ", "kien nghi", "de nghi"]
            .iter()
            .any(|w| folded.starts_with(w));
        match &mut self.items[..] {
            [] => self.items.push(Item {
                text: section.title.clone(),
                span: section.span,
                depth: 1,
                list: self.mode,
                addressee: None,
            }),
            [only] if !to_whom && only.depth == 0 => {
                let mark = if section.title.ends_with(|c: char| c.is_alphanumeric()) {
                    ":"
                } else {
                    ""
                };
                only.text = format!("{}{mark} {}", section.title, only.text);
                only.span = section.span;
            }
            _ => {}
        }
    }

    /// The list of an item that no label has put into one.
    fn list_of(&self, folded: &str, asks: bool) -> Option<List> {
        Some(match self.part.topic {
            Topic::One(List::Limitations) if folded.starts_with("nguyen nhan") => List::Causes,
            Topic::One(List::Advantages) if folded.starts_with("tuy nhien") => List::Limitations,
            Topic::One(list) => list,
            Topic::LimitationsAndCauses if folded.starts_with("nguyen nhan") => List::Causes,
            Topic::LimitationsAndRequests if is_request(folded) => List::Recommendations,
            Topic::LimitationsAndCauses | Topic::LimitationsAndRequests => List::Limitations,
            Topic::Remedies if asks => List::Recommendations,
            Topic::Remedies => List::NextTasks,
            Topic::Mixed if self.part.leaf => return mixed(folded).or_else(|| Some(by_tone(folded))),
            Topic::Mixed | Topic::Apart | Topic::Other => return mixed(folded),
        })
    }

    fn file(&self, item: &Item, asks: bool, out: &mut Assessment) {
        let Some(list) = item.list.or_else(|| self.list_of(&fold(&item.text), asks)) else {
            return;
        };
        if self.part.topic == Topic::LimitationsAndCauses && list == List::Limitations {
            out.causes.extend(causes_in(item));
        }
        let statement = Statement {
            text: clean(&item.text),
            addressee: item.addressee.clone().filter(|_| list == List::Recommendations),
            span: item.span,
        };
        if statement.text.is_empty() || says_none(&statement.text) {
            return;
        }
        match list {
            List::Advantages => out.advantages.push(statement),
            List::Limitations => out.limitations.push(statement),
            List::Causes => out.causes.push(statement),
            List::Recommendations => out.recommendations.push(statement),
            List::NextTasks => out.next_tasks.push(statement),
        }
    }
}

/// How names of bodies begin, lower case: diacritics tell "sở" from "số", "bộ" from "bố trí".
const BODIES: [&str; 19] = [
    "ubnd",
    "ủy ban",
    "uỷ ban",
    "hđnd",
    "hội đồng",
    "tỉnh",
    "sở ",
    "các sở",
    "bộ ",
    "các bộ",
    "chính phủ",
    "trung ương",
    "doanh nghiệp",
    "các doanh nghiệp",
    "cấp trên",
    "cấp có",
    "các cấp",
    "cơ quan",
    "các cơ quan",
];

/// A heading or lead that says whom the requests below it are made to, without the colon: "Đối với UBND tỉnh".
#[must_use]
pub fn to_whom(heading: &str) -> Option<&str> {
    let heading = heading.trim().trim_end_matches(':').trim_end();
    let lower = heading.to_lowercase();
    let bare = ["kính ", "kiến nghị ", "đề nghị ", "đề xuất "]
        .iter()
        .fold(lower.as_str(), |rest, asks| rest.strip_prefix(asks).unwrap_or(rest));
    let names = ["đối với ", "với ", "về phía "].iter().any(|w| bare.starts_with(w))
        || bare.len() < lower.len() && BODIES.iter().any(|b| bare.starts_with(b));
    (names && title::word_count(heading) <= MOST_WORDS_OF_A_LEAD).then_some(heading)
}

/// "Không có.", "Chưa có khó khăn, vướng mắc gì." says that the list is empty: there is nothing besides the list's own name.
fn says_none(text: &str) -> bool {
    const NAMES: [&str; 24] = [
        "khong", "chua", "co", "phat", "sinh", "ghi", "nhan", "y", "kien", "nghi", "de", "xuat", "kho", "khan",
        "vuong", "mac", "ton", "tai", "han", "che", "noi", "dung", "gi", "nao",
    ];
    let folded = fold(text);
    let said = tonghop_text::words(&folded).collect::<Vec<_>>();
    said.first().is_some_and(|word| matches!(*word, "khong" | "chua")) && said.iter().all(|word| NAMES.contains(word))
}

/// Rank of a paragraph's label among the labels of lists.
fn depth(text: &str) -> u8 {
    match (label::bullet(text), label::parse(text)) {
        (Some(('+', _)), _) => 4,
        (Some(_), _) => 3,
        (None, Some(l)) if l.kind == label::Kind::Lower => 2,
        (None, Some(_)) => 1,
        (None, None) if label::bracketed(text).is_some() => 2,
        (None, None) => 0,
    }
}

/// Rank of a heading among the labels of lists: as [`depth`] gives it, 0 for those above all lists.
fn rank(section: &Section) -> u8 {
    match section.number.trim_end_matches(['.', ')']).chars().next_back() {
        Some(c) if c.is_ascii_digit() => 1,
        Some(c) if c.is_lowercase() => 2,
        _ => 0,
    }
}

fn is_request(folded: &str) -> bool {
    ["de nghi", "kien nghi", "de xuat", "quan tam", "mong muon"]
        .iter()
        .any(|w| folded.contains(w))
}

/// The list that a paragraph of a general assessment belongs to by its own words.
fn mixed(folded: &str) -> Option<List> {
    let starts = |words: &[&str]| words.iter().any(|w| folded.starts_with(w));
    if starts(&[
        "tuy nhien",
        "ben canh nhung ket qua",
        "ben canh do, con",
        "ben canh ket qua",
    ]) {
        Some(List::Limitations)
    } else if starts(&["nguyen nhan"]) {
        Some(List::Causes)
    } else if starts(&["de nghi", "kien nghi", "kinh de nghi"]) {
        Some(List::Recommendations)
    } else {
        None
    }
}

/// Praise or complaint, by the words of a paragraph that no heading and no first word puts into a list.
fn by_tone(folded: &str) -> List {
    let complains = [
        "con han che",
        "con kho khan",
        "kho khan",
        "vuong mac",
        "bat cap",
        "chua ",
        "con thieu",
        "con cham",
        "con thap",
        "con it",
    ]
    .iter()
    .any(|w| folded.contains(w));
    if complains { List::Limitations } else { List::Advantages }
}

/// Sentences of a limitation that name its cause.
fn causes_in(item: &Item) -> Vec<Statement> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(at) = item.text[from..].find("Nguyên nhân").map(|i| from + i) {
        let end = item.text[at..].find(". ").map_or(item.text.len(), |i| at + i + 1);
        if at > 0 && item.text[..at].trim_end().ends_with(['.', ';', ')', ',']) {
            out.push(Statement {
                text: clean(&item.text[at..end]),
                addressee: None,
                span: item.span,
            });
        }
        from = end;
    }
    out
}

/// A statement without the mark that ends a document.
fn clean(text: &str) -> String {
    let text = text.trim();
    text.strip_suffix("./.")
        .map_or_else(|| text.to_owned(), |t| format!("{}.", t.trim_end()))
}

#[cfg(test)]
mod tests;
