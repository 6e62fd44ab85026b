import { digest } from "./digest.ts";

/** Numbers from 0 (included) to 1 (excluded); the same seed gives the same ones on every machine. */
export type Random = () => number;

/**
 * A generator for resampling, seeded by a text; not for secrets.
 * Source: G. Marsaglia, Xorshift RNGs (Journal of Statistical Software 8/14, 2003), the 128-bit generator of section 4.
 */
export function randomFrom(seed: string): Random {
  const hex = digest(seed, 32);
  const word = (at: number): number => Number.parseInt(hex.slice(at * 8, at * 8 + 8), 16) | 0;
  let x = word(0);
  let y = word(1);
  let z = word(2);
  let w = word(3) | 1;
  return () => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
    return (w >>> 0) / 2 ** 32;
  };
}
