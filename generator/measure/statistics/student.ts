import { memoize } from "../../base/memo.ts";

/** Halvings of the bracket: more than the digits of a number. */
const HALVINGS = 80;

/**
 * The 97.5 % quantile of Student's t with whole `degrees` of freedom from 1: half a 95 % interval around an estimate whose error
 * was estimated too, in standard errors. 12.706 for 1, 2.042 for 30, towards the normal 1.960.
 */
export const student975 = memoize((degrees: number): number => {
  let [low, high] = [1.9, 13];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (centralMass(middle, degrees) < 0.95) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
});

/** Probability that |t| is at most `t`. Source: M. Abramowitz and I. Stegun (1964), 26.7.3 and 26.7.4. */
function centralMass(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees));
  const square = Math.cos(angle) ** 2;
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? Math.cos(angle) : 1;
  let total = degrees === 1 ? 0 : term;
  for (let power = isOdd ? 3 : 2; power <= degrees - 2; power += 2) {
    term *= (square * (power - 1)) / power;
    total += term;
  }
  const sum = Math.sin(angle) * total;
  return isOdd ? (2 / Math.PI) * (angle + sum) : sum;
}
