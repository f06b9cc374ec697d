//! Strokes and thin shapes that may be the lines of a table.

use super::Rule;
use super::matrix::extent;
use super::pass::Pass;
use super::path::Path;
use super::state::State;
use hayro_syntax::content::ops::TypedInstruction as Op;

/// Line pieces of one page.
const MAX_RULES: usize = 200_000;
/// A filled shape is a line where it is at most that thick, in points.
const MAX_THICKNESS: f32 = 3.2;

impl<'a> Pass<'_, 'a, '_> {
    /// Carries out an operator that makes or paints a path; others change nothing.
    pub(super) fn draw(&mut self, op: &Op<'_, '_>, path: &mut Path, state: &State<'a>) {
        match op {
            Op::MoveTo(p) => path.move_to(p.0.as_f32(), p.1.as_f32()),
            Op::LineTo(p) => path.line_to(p.0.as_f32(), p.1.as_f32()),
            Op::CubicTo(c) => path.curve_to(c.4.as_f32(), c.5.as_f32()),
            Op::CubicStartTo(c) => path.curve_to(c.2.as_f32(), c.3.as_f32()),
            Op::CubicEndTo(c) => path.curve_to(c.2.as_f32(), c.3.as_f32()),
            Op::ClosePath(_) => path.close(),
            Op::RectPath(r) => path.rect(r.0.as_f32(), r.1.as_f32(), r.2.as_f32(), r.3.as_f32()),
            Op::EndPath(_) => path.clear(),
            Op::StrokePath(_) => {
                self.stroke(path, state);
                path.clear();
            }
            Op::CloseAndStrokePath(_) => {
                path.close();
                self.stroke(path, state);
                path.clear();
            }
            Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) | Op::FillPathEvenOdd(_) => {
                self.fill(path, state);
                path.clear();
            }
            Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => {
                self.fill(path, state);
                self.stroke(path, state);
                path.clear();
            }
            _ => {}
        }
    }

    /// Straight pieces along the axes become rules.
    fn stroke(&mut self, path: &Path, state: &State<'a>) {
        if !state.white_stroke {
            let half = (state.line_width.abs() * state.ctm.scale() / 2.0).clamp(0.1, 10.0);
            for (from, to) in path.segments() {
                let (ax, ay) = state.ctm.apply(from.0, from.1);
                let (bx, by) = state.ctm.apply(to.0, to.1);
                let (dx, dy) = ((ax - bx).abs(), (ay - by).abs());
                if dx.min(dy) > 1.0 || half * 2.0 > MAX_THICKNESS * 2.0 {
                    continue;
                }
                let (growx, growy) = if dx >= dy { (0.0, half) } else { (half, 0.0) };
                self.rule(Rule {
                    x0: ax.min(bx) - growx,
                    y0: ay.min(by) - growy,
                    x1: ax.max(bx) + growx,
                    y1: ay.max(by) + growy,
                });
            }
        }
    }

    /// Thin filled shapes become rules.
    fn fill(&mut self, path: &Path, state: &State<'a>) {
        if !state.white_fill {
            for shape in &path.shapes {
                if shape.curved || shape.points.len() < 2 || shape.points.len() > 12 {
                    continue;
                }
                let points = shape.points.iter().map(|p| state.ctm.apply(p.0, p.1));
                let (x0, x1) = extent(points.clone().map(|p| p.0));
                let (y0, y1) = extent(points.map(|p| p.1));
                if (x1 - x0).min(y1 - y0) <= MAX_THICKNESS {
                    self.rule(Rule { x0, y0, x1, y1 });
                }
            }
        }
    }

    fn rule(&mut self, rule: Rule) {
        if self.page.rules.len() >= MAX_RULES {
            self.page.cut = true;
        } else if [rule.x0, rule.y0, rule.x1, rule.y1].iter().all(|v| v.is_finite()) {
            self.page.rules.push(rule);
        }
    }
}
