//! The path under construction, as far as it may become ruling lines.

/// The path under construction.
#[derive(Default)]
pub(super) struct Path {
    pub(super) shapes: Vec<Shape>,
}

/// One piece of a path without a jump.
#[derive(Default)]
pub(super) struct Shape {
    pub(super) points: Vec<(f32, f32)>,
    pub(super) curved: bool,
    closed: bool,
}

/// Points of one path that are kept; a drawing is no table.
const MAX_POINTS: usize = 20_000;

impl Path {
    pub(super) fn clear(&mut self) {
        self.shapes.clear();
    }

    pub(super) fn move_to(&mut self, x: f32, y: f32) {
        if self.shapes.len() < MAX_POINTS {
            self.shapes.push(Shape {
                points: vec![(x, y)],
                ..Shape::default()
            });
        }
    }

    pub(super) fn line_to(&mut self, x: f32, y: f32) {
        match self.shapes.last_mut() {
            Some(shape) if shape.points.len() < MAX_POINTS => {
                if shape.closed {
                    let start = shape.points.first().copied().unwrap_or((x, y));
                    self.shapes.push(Shape {
                        points: vec![start, (x, y)],
                        ..Shape::default()
                    });
                } else {
                    shape.points.push((x, y));
                }
            }
            Some(_) => {}
            None => self.move_to(x, y),
        }
    }

    pub(super) fn curve_to(&mut self, x: f32, y: f32) {
        self.line_to(x, y);
        if let Some(shape) = self.shapes.last_mut() {
            shape.curved = true;
        }
    }

    pub(super) fn close(&mut self) {
        if let Some(shape) = self.shapes.last_mut() {
            shape.closed = true;
        }
    }

    pub(super) fn rect(&mut self, x: f32, y: f32, w: f32, h: f32) {
        if self.shapes.len() < MAX_POINTS {
            let points = vec![(x, y), (x + w, y), (x + w, y + h), (x, y + h)];
            self.shapes.push(Shape {
                points,
                curved: false,
                closed: true,
            });
        }
    }

    /// The straight pieces.
    pub(super) fn segments(&self) -> impl Iterator<Item = ((f32, f32), (f32, f32))> + '_ {
        self.shapes.iter().filter(|s| !s.curved).flat_map(|s| {
            let closing = match (s.closed, s.points.first(), s.points.last()) {
                (true, Some(first), Some(last)) if s.points.len() > 2 => Some((*last, *first)),
                _ => None,
            };
            s.points.windows(2).map(|w| (w[0], w[1])).chain(closing)
        })
    }
}
