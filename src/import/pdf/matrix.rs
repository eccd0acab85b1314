//! The six numbers by which a PDF moves, turns and stretches what it draws.

use lopdf::Object;

/// `[a b c d e f]` as in the PDF standard.
#[derive(Debug, Clone, Copy)]
pub struct Matrix(pub [f32; 6]);

impl Matrix {
    /// The matrix that changes nothing.
    pub const SAME: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Six numbers, if the objects are that.
    pub fn read(objects: &[Object]) -> Option<Self> {
        let numbers: Option<Vec<f32>> = objects.iter().map(|o| o.as_float().ok()).collect();
        let numbers: [f32; 6] = numbers?.try_into().ok()?;
        numbers
            .iter()
            .all(|number| number.is_finite())
            .then_some(Self(numbers))
    }

    /// This one first, then the other.
    pub fn then(&self, other: &Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [p, q, r, s, t, u] = other.0;
        Self([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    /// Where a point goes.
    pub fn point(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }
}
