/** Below this |z| the series is used, above it the continued fraction; both are exact to rounding there. */
const BORDER = 3;
const TERMS = 80;

/** Probability that a standard normal variable is at least as far from zero as `z`: 0.05 for 1.96. */
export function twoSidedP(z: number): number {
  const size = Math.abs(z);
  return size < BORDER ? 1 - 2 * centralMass(size) : 2 * upperTail(size);
}

/** Φ(z) − ½ = φ(z) (z + z³÷3 + z⁵÷(3·5) + …). Source: M. Abramowitz and I. Stegun (1964), 26.2.11. */
function centralMass(z: number): number {
  let term = z;
  let total = z;
  for (let odd = 3; odd < 2 * TERMS; odd += 2) {
    term *= (z * z) / odd;
    total += term;
  }
  return density(z) * total;
}

/** 1 − Φ(z) = φ(z) ÷ (z + 1 ÷ (z + 2 ÷ (z + 3 ÷ …))). Source: M. Abramowitz and I. Stegun (1964), 26.2.14. */
function upperTail(z: number): number {
  let fraction = z;
  for (let depth = TERMS; depth > 0; depth--) fraction = z + depth / fraction;
  return density(z) / fraction;
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}
