//! What the views of a round have in common: the way to them, tabs, filters, paging, files.

use super::chart::Chart;
use super::grid::Grid;
use super::tiles::Tiles;
use crate::app::App;
use crate::context::Ctx;
use crate::form::Form;
use crate::page::Page;
use crate::pager::{self, Turns};
use crate::pages::rounds::card::period_label;
use crate::problem::WebError;
use crate::reply::{self, Reply};
use askama::Template;
use std::collections::BTreeSet;
use tonghop_app::cycle::rounds::{Round, RoundCounts};
use tonghop_app::cycle::templates::joined;
use tonghop_app::cycle::views::Table;
use tonghop_model::cycle::Action;

/// Rows of a list that are shown at once.
pub const ROWS: usize = 200;
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Last part of the address, key of the words, what it takes to open it.
const TABS: [(&str, &str, Action); 9] = [
    ("matrix", "web-view-matrix", Action::ViewConsolidated),
    ("map", "web-view-map", Action::ViewConsolidated),
    ("distribution", "web-view-distribution", Action::ViewConsolidated),
    ("progress", "web-view-progress", Action::ViewConsolidated),
    ("indicators", "web-view-indicators", Action::ViewConsolidated),
    ("findings", "web-view-findings", Action::ViewConsolidated),
    ("recommendations", "web-view-recommendations", Action::ViewReport),
    ("commitments", "web-view-commitments", Action::ViewReport),
    ("compare", "web-view-compare", Action::ViewConsolidated),
];

/// A view among its neighbours.
pub struct Tab {
    pub href: String,
    pub label: String,
    pub current: bool,
}

/// A choice of a filter.
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// A filter that offers choices.
pub struct Select {
    pub name: &'static str,
    pub label: String,
    /// False where something is always chosen.
    pub all: bool,
    pub choices: Vec<Choice>,
}

impl Select {
    pub fn new(page: &Page, form: &Form, name: &'static str, label: &str, choices: Vec<(String, String)>) -> Self {
        let choice = |(value, label): (String, String)| Choice {
            chosen: form.text(name) == value,
            value,
            label,
        };
        Self {
            name,
            label: page.t(label),
            all: true,
            choices: choices.into_iter().map(choice).collect(),
        }
    }
}

impl Select {
    /// True where the choices are sentences rather than words.
    pub fn is_wide(&self) -> bool {
        const WORDS: usize = 45;
        self.choices.iter().any(|c| c.label.chars().count() > WORDS)
    }
}

/// A field to search in.
pub struct Search {
    pub name: &'static str,
    pub label: String,
    pub value: String,
}

impl Search {
    pub fn new(page: &Page, form: &Form, name: &'static str, label: &str) -> Self {
        Self {
            name,
            label: page.t(label),
            value: form.text(name).to_owned(),
        }
    }
}

/// Districts to choose from; more are searched for by a part of their name.
const DISTRICTS: usize = 60;

/// The filter by the district that units came from.
pub struct District {
    wanted: String,
    select: Option<Select>,
    search: Search,
}

impl District {
    /// Offers the districts of these units; a unit may name several, "A; B".
    pub fn new<'a>(page: &Page, form: &Form, of_units: impl Iterator<Item = &'a str>) -> Self {
        let names: BTreeSet<&str> = of_units.flat_map(|d| d.split("; ")).collect();
        let offered = (1..=DISTRICTS).contains(&names.len());
        let mut ordered: Vec<&str> = names.iter().copied().collect();
        ordered.sort_by_cached_key(|n| tonghop_app::cycle::units::alphabetical(n));
        let choices = ordered.iter().map(|n| ((*n).to_owned(), (*n).to_owned())).collect();
        Self {
            wanted: tonghop_app::cycle::units::folded(form.text("district")),
            select: offered.then(|| Select::new(page, form, "district", "web-unit-old-district", choices)),
            search: Search::new(page, form, "district", "web-unit-old-district"),
        }
    }

    /// True where a unit of these districts is to be shown.
    pub fn has(&self, districts: Option<&str>) -> bool {
        let folded = tonghop_app::cycle::units::folded(districts.unwrap_or(""));
        self.wanted.is_empty() || folded.contains(&self.wanted)
    }

    /// Adds the field to a view.
    pub fn add_to(self, view: &mut View) {
        match self.select {
            Some(select) => view.selects.push(select),
            None => view.searches.push(self.search),
        }
    }
}

/// A count with its words.
pub struct Figure {
    pub value: String,
    pub label: String,
}

/// A part of a view: charts and the table.
#[derive(Default)]
pub struct Section {
    /// Empty where the view has one section.
    pub title: String,
    pub charts: Vec<Chart>,
    pub map: Option<Tiles>,
    pub grid: Grid,
    pub xlsx: String,
    pub csv: String,
    /// Empty where the view is not offered as JSON.
    pub json: String,
}

/// The frame of a view.
#[derive(Default)]
pub struct View {
    /// What is looked at: the round with its period.
    pub subject: String,
    /// From how many units it is where not all have answered: nobody takes it for the whole.
    pub partial: String,
    pub lead: String,
    pub tabs: Vec<Tab>,
    /// Address of the view without its query.
    pub action: String,
    pub searches: Vec<Search>,
    pub selects: Vec<Select>,
    pub figures: Vec<Figure>,
    pub sections: Vec<Section>,
    /// "1–24 / 96".
    pub range: String,
    pub turns: Turns,
}

impl View {
    /// The page and the frame of a round's view; `tab` is the last part of its address.
    pub fn of_round(app: &App, ctx: &Ctx, round: &Round, tab: &str, lead: &str) -> (Page, Self) {
        let place = format!("/rounds/{}", round.id);
        let (_, title, _) = TABS.iter().find(|t| t.0 == tab).unwrap_or(&TABS[0]);
        let page = Page::new(app, ctx, title)
            .crumb("/", "web-nav-start")
            .crumb("/rounds", "web-nav-rounds")
            .crumb_named(&place, round.title.clone());
        let tabs = TABS.iter().filter(|t| ctx.may(t.2)).map(|(name, label, _)| Tab {
            href: format!("{place}/{name}"),
            label: page.t(label),
            current: *name == tab,
        });
        let view = Self {
            subject: format!("{} · {}", round.title, period_label(&page, &round.period)),
            partial: partial(&page, &round.counts),
            lead: page.t(lead),
            tabs: tabs.collect(),
            action: format!("{place}/{tab}"),
            ..Self::default()
        };
        (page, view)
    }

    /// The subject as files have it.
    pub fn subject_in_file(&self) -> String {
        joined(&[&self.subject, &self.partial], " · ")
    }

    /// True where there is something to filter by.
    pub fn has_filter(&self) -> bool {
        !self.searches.is_empty() || !self.selects.is_empty()
    }

    /// The present filter with other values of these fields.
    pub fn href(&self, other: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for search in self.searches.iter().filter(|s| !s.value.is_empty()) {
            query.append_pair(search.name, &search.value);
        }
        for select in &self.selects {
            for choice in select.choices.iter().filter(|c| c.chosen) {
                query.append_pair(select.name, &choice.value);
            }
        }
        query.extend_pairs(other);
        format!("{}?{}", self.action, query.finish())
    }

    /// Links to the pages around this one and the words which rows are shown.
    pub fn paged(&mut self, page: &Page, number: usize, size: usize, total: usize) {
        if total <= size && number == 1 {
            return;
        }
        self.range = pager::range(page, number, size, total);
        self.turns = Turns::around(number, size, total, |n| self.href(&[("page", &n.to_string())]));
    }

    /// Adds a section with links to its files.
    pub fn section(&mut self, title: String, charts: Vec<Chart>, grid: Grid) {
        let part = self.sections.len().to_string();
        self.sections.push(Section {
            title,
            charts,
            map: None,
            grid,
            xlsx: self.href(&[("part", &part), ("format", "xlsx")]),
            csv: self.href(&[("part", &part), ("format", "csv")]),
            json: String::new(),
        });
    }

    /// The file that is asked for; none where the page is.
    pub fn file(&self, page: &Page, form: &Form) -> Option<Reply> {
        if form.text("format").is_empty() {
            return None;
        }
        let Some(section) = self.sections.get(form.parsed("part").unwrap_or(0usize)) else {
            return Some(Err(WebError::not_found()));
        };
        let title = if section.title.is_empty() {
            &page.title
        } else {
            &section.title
        };
        Some(file(
            page,
            form,
            &section.grid.table(title, &self.subject_in_file()),
            &self.action,
        ))
    }

    /// Leaves the rows of the page in every section.
    pub fn cut(&mut self, page: &Page, form: &Form) {
        let number = number(form);
        let longest = self.sections.iter().map(|s| s.grid.rows.len()).max().unwrap_or(0);
        self.paged(page, number, ROWS, longest);
        for section in &mut self.sections {
            let rows = std::mem::take(&mut section.grid.rows);
            section.grid.rows = rows.into_iter().skip((number - 1) * ROWS).take(ROWS).collect();
            if !section.grid.rows.is_empty() {
                section.grid.fold();
                section.grid.drop_empty_columns();
            }
        }
    }

    /// The file or the page with its tables.
    pub fn reply(mut self, page: Page, form: &Form) -> Reply {
        if let Some(file) = self.file(&page, form) {
            return file;
        }
        self.cut(&page, form);
        reply::page(&ListPage { page, view: self })
    }
}

/// "Tổng hợp từ 2/153 đơn vị"; empty where every unit that was asked has answered.
pub fn partial(page: &Page, counts: &RoundCounts) -> String {
    if counts.owing() == 0 {
        return String::new();
    }
    from_units(page, counts.answered(), counts.asked())
}

/// "Chưa đủ đơn vị: tổng hợp từ 2/153 đơn vị".
pub fn from_units(page: &Page, answered: usize, asked: usize) -> String {
    let words = [("answered", page.number(answered)), ("asked", page.number(asked))];
    page.words("web-view-partial", &words)
}

/// The number of the page that is asked for, from 1.
pub fn number(form: &Form) -> usize {
    form.parsed("page").unwrap_or(1usize).clamp(1, 100_000)
}

/// A table as the file that is asked for. `place` is an address, the file is named after it.
pub fn file(page: &Page, form: &Form, table: &Table, place: &str) -> Reply {
    match form.text("format") {
        "xlsx" => workbook(page, &[table], place),
        "csv" => reply::download(
            &file_name(page, place, "csv"),
            "text/csv; charset=utf-8",
            table.csv().map_err(WebError::internal)?,
        ),
        _ => Err(WebError::bad_request()),
    }
}

/// Tables as a workbook with a sheet each.
pub fn workbook(page: &Page, tables: &[&Table], place: &str) -> Reply {
    let bytes = Table::workbook(tables).map_err(WebError::internal)?;
    reply::download(&file_name(page, place, "xlsx"), XLSX, bytes)
}

fn file_name(page: &Page, place: &str, extension: &str) -> String {
    let name = place.trim_matches('/').replace('/', "-");
    format!("tong-hop-{name}-{}.{extension}", page.ctx.today())
}

#[derive(Template)]
#[template(path = "consolidated/list.html")]
struct ListPage {
    page: Page,
    view: View,
}
