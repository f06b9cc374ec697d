//! Pictures of pages: grey values, cleaning, straightening.

/// A grey picture; 0 is black, 255 is white.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gray {
    /// Width in pixels.
    pub(crate) width: usize,
    /// Height in pixels.
    pub(crate) height: usize,
    /// Row by row, `width * height` values.
    pub(crate) data: Vec<u8>,
}

/// Pixels darker than this are ink, after cleaning.
pub(crate) const INK: u8 = 150;
/// Side of the squares in which the brightness of the paper is judged, in pixels.
const TILE: usize = 48;
/// Largest tilt that is looked for, in degrees.
const MAX_TILT: f32 = 4.0;

impl Gray {
    /// A white picture.
    pub(crate) fn white(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            data: vec![255; width.saturating_mul(height)],
        }
    }

    /// The value at a place; white outside.
    pub(crate) fn get(&self, x: usize, y: usize) -> u8 {
        if x < self.width && y < self.height {
            self.data[y * self.width + x]
        } else {
            255
        }
    }

    /// A row of pixels.
    pub(crate) fn row(&self, y: usize) -> &[u8] {
        &self.data[y * self.width..(y + 1) * self.width]
    }

    /// Paints a rectangle white; parts outside are ignored.
    pub(crate) fn blank(&mut self, x0: usize, y0: usize, x1: usize, y1: usize) {
        let (x0, x1) = (x0.min(self.width), x1.min(self.width));
        for y in y0..y1.min(self.height) {
            self.data[y * self.width + x0..y * self.width + x1.max(x0)].fill(255);
        }
    }

    /// A part of the picture with a white border of `border` pixels, enlarged `scale` times.
    pub(crate) fn crop(&self, x0: usize, y0: usize, x1: usize, y1: usize, border: usize, scale: f32) -> Self {
        let (w, h) = (x1.saturating_sub(x0), y1.saturating_sub(y0));
        let (sw, sh) = ((w as f32 * scale) as usize, (h as f32 * scale) as usize);
        let mut out = Self::white(sw + 2 * border, sh + 2 * border);
        for y in 0..sh {
            let fy = ((y as f32 + 0.5) / scale - 0.5).max(0.0);
            for x in 0..sw {
                let fx = ((x as f32 + 0.5) / scale - 0.5).max(0.0);
                let value = if scale < 0.95 {
                    self.averaged(x0 as f32 + fx, y0 as f32 + fy, 0.25 / scale)
                } else {
                    self.sample(x0 as f32 + fx, y0 as f32 + fy)
                };
                out.data[(y + border) * out.width + x + border] = value;
            }
        }
        out
    }

    /// The mean of four values around a place, so that thin strokes survive when a picture shrinks.
    fn averaged(&self, x: f32, y: f32, reach: f32) -> u8 {
        let at = |dx: f32, dy: f32| u32::from(self.sample((x + dx).max(0.0), (y + dy).max(0.0)));
        ((at(-reach, -reach) + at(reach, -reach) + at(-reach, reach) + at(reach, reach) + 2) / 4) as u8
    }

    /// The value between pixels.
    fn sample(&self, x: f32, y: f32) -> u8 {
        if x < 0.0 || y < 0.0 {
            return 255;
        }
        let (ix, iy) = (x as usize, y as usize);
        let (fx, fy) = (x - ix as f32, y - iy as f32);
        let at = |x, y| f32::from(self.get(x, y));
        let top = at(ix, iy) * (1.0 - fx) + at(ix + 1, iy) * fx;
        let bottom = at(ix, iy + 1) * (1.0 - fx) + at(ix + 1, iy + 1) * fx;
        (top * (1.0 - fy) + bottom * fy).round() as u8
    }

    /// Number of ink pixels within a rectangle.
    pub(crate) fn ink(&self, x0: usize, y0: usize, x1: usize, y1: usize) -> usize {
        let (x0, x1) = (x0.min(self.width), x1.min(self.width));
        (y0..y1.min(self.height))
            .map(|y| {
                self.data[y * self.width + x0..y * self.width + x1.max(x0)]
                    .iter()
                    .filter(|v| **v < INK)
                    .count()
            })
            .sum()
    }

    /// Even paper, no specks, straight lines of text.
    pub(crate) fn cleaned(self) -> Self {
        if self.width < 16 || self.height < 16 {
            return self;
        }
        let even = self.even_paper().without_specks();
        let tilt = even.tilt();
        if tilt.abs() < 0.08 { even } else { even.turned(tilt) }
    }

    /// Divides by the brightness of the paper around: shadows and grey paper become white.
    fn even_paper(mut self) -> Self {
        let (columns, rows) = (self.width.div_ceil(TILE), self.height.div_ceil(TILE));
        let mut paper = vec![255.0f32; columns * rows];
        for r in 0..rows {
            for c in 0..columns {
                let mut counts = [0u32; 256];
                let mut total = 0;
                for y in (r * TILE..((r + 1) * TILE).min(self.height)).step_by(2) {
                    for v in self.row(y)[c * TILE..((c + 1) * TILE).min(self.width)]
                        .iter()
                        .step_by(2)
                    {
                        counts[usize::from(*v)] += 1;
                        total += 1;
                    }
                }
                // The paper is what the brighter half of the square looks like.
                let mut seen = 0;
                let level = (0..256).rev().find(|v| {
                    seen += counts[*v];
                    seen * 4 >= total
                });
                paper[r * columns + c] = level.unwrap_or(255).max(60) as f32;
            }
        }
        let at = |c: usize, r: usize| paper[r.min(rows - 1) * columns + c.min(columns - 1)];
        for y in 0..self.height {
            let fy = ((y as f32 - TILE as f32 / 2.0) / TILE as f32).max(0.0);
            let (r, wy) = (fy as usize, fy.fract());
            for x in 0..self.width {
                let fx = ((x as f32 - TILE as f32 / 2.0) / TILE as f32).max(0.0);
                let (c, wx) = (fx as usize, fx.fract());
                let top = at(c, r) * (1.0 - wx) + at(c + 1, r) * wx;
                let bottom = at(c, r + 1) * (1.0 - wx) + at(c + 1, r + 1) * wx;
                let level = top * (1.0 - wy) + bottom * wy;
                let v = &mut self.data[y * self.width + x];
                *v = (f32::from(*v) * 250.0 / level).min(255.0) as u8;
            }
        }
        self
    }

    /// Groups of ink pixels smaller than a dot become paper.
    fn without_specks(mut self) -> Self {
        // A full stop is some three pixels wide at 200 dots per inch, which is about 1,650 pixels across A4.
        let dot = ((self.width.min(self.height) as f32 / 1650.0).powi(2) * 4.5).max(1.0) as usize;
        let dark = INK + 30;
        let mut seen = vec![false; self.data.len()];
        let mut group: Vec<usize> = Vec::new();
        for start in 0..self.data.len() {
            if seen[start] || self.data[start] >= dark {
                continue;
            }
            group.clear();
            group.push(start);
            seen[start] = true;
            let mut next = 0;
            while let Some(at) = group.get(next).copied() {
                next += 1;
                let (x, y) = (at % self.width, at / self.width);
                for ny in y.saturating_sub(1)..(y + 2).min(self.height) {
                    for nx in x.saturating_sub(1)..(x + 2).min(self.width) {
                        let neighbour = ny * self.width + nx;
                        if !seen[neighbour] && self.data[neighbour] < dark {
                            seen[neighbour] = true;
                            group.push(neighbour);
                        }
                    }
                }
            }
            if group.len() <= dot {
                for at in &group {
                    self.data[*at] = 255;
                }
            }
        }
        self
    }

    /// The smallest rectangle around the ink within a rectangle, `margin` pixels wider; `None` without ink.
    pub(crate) fn around_ink(
        &self,
        (x0, y0, x1, y1): (usize, usize, usize, usize),
        margin: usize,
    ) -> Option<(usize, usize, usize, usize)> {
        let (x1, y1) = (x1.min(self.width), y1.min(self.height));
        let mut found: Option<(usize, usize, usize, usize)> = None;
        for y in y0..y1 {
            for x in x0..x1 {
                if self.data[y * self.width + x] < INK {
                    let (a, b, c, d) = found.unwrap_or((x, y, x + 1, y + 1));
                    found = Some((a.min(x), b.min(y), c.max(x + 1), d.max(y + 1)));
                }
            }
        }
        found.map(|(a, b, c, d)| {
            (
                a.saturating_sub(margin).max(x0),
                b.saturating_sub(margin).max(y0),
                (c + margin).min(x1),
                (d + margin).min(y1),
            )
        })
    }

    /// Angle in degrees by which lines of text run downwards to the right.
    fn tilt(&self) -> f32 {
        let mut points: Vec<(f32, f32)> = Vec::new();
        let step = ((self.width * self.height) / 4_000_000 + 1).max(1);
        for y in (0..self.height).step_by(step) {
            for (x, v) in self.row(y).iter().enumerate().step_by(2 * step) {
                if *v < INK {
                    points.push((x as f32 - self.width as f32 / 2.0, y as f32));
                }
            }
        }
        let thin = points.len() / 120_000 + 1;
        let points: Vec<(f32, f32)> = points.into_iter().step_by(thin).collect();
        if points.len() < 500 {
            return 0.0;
        }
        let mut counts = vec![0u32; self.height + 1];
        let mut score = |degrees: f32| -> f64 {
            counts.fill(0);
            let slope = degrees.to_radians().tan();
            for (x, y) in &points {
                let row = (y - x * slope).round();
                if row >= 0.0
                    && let Some(count) = counts.get_mut(row as usize)
                {
                    *count += 1;
                }
            }
            counts.iter().map(|c| f64::from(*c) * f64::from(*c)).sum()
        };
        let mut best = (score(0.0) * 1.02, 0.0);
        for (span, step) in [(MAX_TILT, 0.25), (0.25, 0.05), (0.05, 0.02)] {
            let centre: f32 = best.1;
            let count = (span / step) as i32;
            for i in -count..=count {
                let angle = centre + i as f32 * step;
                let value = score(angle);
                if value > best.0 {
                    best = (value, angle);
                }
            }
        }
        best.1
    }

    /// Turned back by that many degrees around the middle.
    fn turned(&self, degrees: f32) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (cx, cy) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        let mut out = Self::white(self.width, self.height);
        for y in 0..self.height {
            for x in 0..self.width {
                let (dx, dy) = (x as f32 - cx, y as f32 - cy);
                out.data[y * self.width + x] = self.sample(cx + dx * cos - dy * sin, cy + dx * sin + dy * cos);
            }
        }
        out
    }

    /// The picture as a portable grey map.
    pub(crate) fn to_pgm(&self) -> Vec<u8> {
        let mut out = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        out.extend_from_slice(&self.data);
        out
    }
}

/// The grey value in which red ink (stamps) looks like paper and blue and black ink stay dark.
pub(crate) fn without_red(r: u8, _g: u8, _b: u8) -> u8 {
    r
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of "text" that run downwards by `degrees`.
    fn lines(degrees: f32) -> Gray {
        let mut picture = Gray::white(600, 400);
        for line in 0..10 {
            for x in 50..550 {
                if x % 7 < 5 {
                    let y = 40 + line * 32 + ((x as f32 - 300.0) * degrees.to_radians().tan()) as i32;
                    for dy in 0..8 {
                        picture.data[(y + dy) as usize * 600 + x] = 20;
                    }
                }
            }
        }
        picture
    }

    #[test]
    fn tilt_is_found() {
        for degrees in [0.0, 0.6, -1.5] {
            let found = lines(degrees).tilt();
            // The lines drawn here are steps, which blurs the best angle.
            assert!((found - degrees).abs() < 0.2, "{degrees}: {found}");
        }
    }

    #[test]
    fn specks_vanish_and_strokes_stay() {
        let mut picture = lines(0.0);
        picture.data[10 * 600 + 300] = 0;
        let cleaned = picture.clone().without_specks();
        assert_eq!(cleaned.get(300, 10), 255);
        assert_eq!(cleaned.ink(0, 30, 600, 400), picture.ink(0, 30, 600, 400));
    }

    #[test]
    fn grey_paper_becomes_white() {
        let mut picture = lines(0.0);
        for v in &mut picture.data {
            *v = (f32::from(*v) * 0.7) as u8;
        }
        let even = picture.even_paper();
        assert!(even.get(5, 5) > 240);
        assert!(even.get(52, 42) < INK);
    }
}
