//! The map of the units: a tile for each, in blocks by the district that they came from. There are no boundaries in the data;
//! a tile has the same size for every unit, so that none is overlooked. The table below says the same.

use std::collections::BTreeMap;

/// Width of the drawing, in its own units.
const WIDTH: usize = 1000;
/// A tile with the space around it.
const TILE: (usize, usize) = (58, 38);
/// Height of a block's name.
const NAME: usize = 22;
/// Space between blocks.
const GAP: usize = 16;
/// Tiles beside each other in a block.
const ACROSS: usize = 4;

/// A unit before it is placed.
pub struct Unit {
    /// Where it came from; empty where that is not known.
    pub district: String,
    pub href: String,
    /// What it stands at, in a few letters and in words.
    pub mark: String,
    pub words: String,
    pub style: &'static str,
}

/// A unit on the map.
pub struct Tile {
    pub x: usize,
    pub y: usize,
    pub text_x: usize,
    pub text_y: usize,
    pub unit: Unit,
}

/// The name of a block.
pub struct Block {
    pub x: usize,
    pub y: usize,
    pub name: String,
    pub tiles: Vec<Tile>,
}

/// The map.
pub struct Tiles {
    pub height: usize,
    pub blocks: Vec<Block>,
    /// Style and words of every kind of tile.
    pub legend: Vec<(&'static str, String)>,
}

impl Tiles {
    /// Places the units. Blocks stand in columns, each in the column that is shortest so far.
    pub fn new(units: Vec<Unit>, unknown: &str, legend: Vec<(&'static str, String)>) -> Self {
        let mut groups: BTreeMap<String, Vec<Unit>> = BTreeMap::new();
        for unit in units {
            let name = unit.district.split(';').next().unwrap_or("").trim();
            let name = if name.is_empty() { unknown } else { name };
            groups.entry(name.to_owned()).or_default().push(unit);
        }
        let column = ACROSS * TILE.0 + GAP;
        let mut heights = vec![0; WIDTH / column];
        let mut blocks = Vec::with_capacity(groups.len());
        for (name, units) in groups {
            let place = (0..heights.len()).min_by_key(|n| heights[*n]).unwrap_or(0);
            let (x, y) = (place * column, heights[place]);
            heights[place] += NAME + units.len().div_ceil(ACROSS) * TILE.1 + GAP;
            let tiles = units.into_iter().enumerate().map(|(n, unit)| tile(n, unit, x, y));
            blocks.push(Block {
                x,
                y: y + NAME - 7,
                tiles: tiles.collect(),
                name,
            });
        }
        Self {
            height: heights.into_iter().max().unwrap_or(0),
            blocks,
            legend,
        }
    }
}

fn tile(number: usize, unit: Unit, x: usize, y: usize) -> Tile {
    let (x, y) = (x + number % ACROSS * TILE.0, y + NAME + number / ACROSS * TILE.1);
    Tile {
        x,
        y,
        text_x: x + (TILE.0 - 4) / 2,
        text_y: y + 22,
        unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(district: &str) -> Unit {
        Unit {
            district: district.into(),
            href: String::new(),
            mark: String::new(),
            words: String::new(),
            style: "",
        }
    }

    #[test]
    fn no_tile_lies_on_another_and_none_outside() {
        let units = (0..130)
            .map(|n| unit(["A", "B; C", "", "D"][n * (n + 1) / 2 % 4]))
            .collect();
        let map = Tiles::new(units, "?", Vec::new());
        let mut seen = std::collections::BTreeSet::new();
        for tile in map.blocks.iter().flat_map(|b| &b.tiles) {
            assert!(seen.insert((tile.x, tile.y)));
            assert!(tile.x + TILE.0 <= WIDTH && tile.y + TILE.1 <= map.height);
        }
        assert_eq!(seen.len(), 130);
        assert!(map.blocks.iter().any(|b| b.name == "?"));
    }
}
