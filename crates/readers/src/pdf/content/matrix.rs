//! Affine maps, and the boxes of what they move.

use hayro_syntax::object::{Array, Dict};

/// An affine map `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matrix(pub(crate) [f32; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// `self` after `first`.
    pub(super) fn after(self, first: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [ga, gb, gc, gd, ge, gf] = first.0;
        Self([
            a * ga + c * gb,
            b * ga + d * gb,
            a * gc + c * gd,
            b * gc + d * gd,
            a * ge + c * gf + e,
            b * ge + d * gf + f,
        ])
    }

    /// Where a point goes.
    pub(crate) fn apply(self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The `Matrix` entry of a form, the identity where it has none that can be used.
    pub(super) fn of_form(dict: &Dict<'_>) -> Self {
        let array = dict.get::<Array<'_>>(b"Matrix".as_slice());
        array.and_then(|a| Self::read(&a)).unwrap_or(Self::IDENTITY)
    }

    fn read(array: &Array<'_>) -> Option<Self> {
        let mut values = array.iter::<f32>();
        let mut m = [0.0; 6];
        for slot in &mut m {
            *slot = values.next()?;
        }
        Some(Self(m))
    }

    /// A move by so much before the map.
    pub(super) fn shifted(self, x: f32, y: f32) -> Self {
        self.after(Self([1.0, 0.0, 0.0, 1.0, x, y]))
    }

    /// How much longer lengths become, on average of all directions.
    pub(super) fn scale(self) -> f32 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}

/// The lowest and the highest of some values.
pub(super) fn extent(values: impl Iterator<Item = f32>) -> (f32, f32) {
    values.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), v| {
        (low.min(v), high.max(v))
    })
}
