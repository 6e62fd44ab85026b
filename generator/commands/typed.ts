import { InvalidArgumentError } from "commander";
import { isDay, type Instant } from "../base/day.ts";

/** Reads a date that was typed. */
export function day(text: string): string {
  if (!isDay(text))
    throw new InvalidArgumentError(`Expected a date such as 2025-05-08, found "${text}".`);
  return text;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z$/;

/** Reads an instant in UTC that was typed. */
export function instant(text: string): Instant {
  const value = INSTANT.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(value))
    throw new InvalidArgumentError(
      `Expected an instant in UTC such as 2025-05-08T11:59Z, found "${text}".`,
    );
  return value;
}

/** Reads a time of the day that was typed. */
export function clockTime(text: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text))
    throw new InvalidArgumentError(`Expected a time of the day such as 07:00, found "${text}".`);
  return text;
}

/** Reads a port that was typed; 0 asks the system for a free one. */
export function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65535)
    throw new InvalidArgumentError(`Expected a port from 0 to 65535, found "${text}".`);
  return value;
}

/** Reads a mail address that was typed. */
export function mail(text: string): string {
  if (!/^[^\s@]+@[^\s@]+$/.test(text))
    throw new InvalidArgumentError(`Expected a mail address, found "${text}".`);
  return text;
}

/** Reads how many of something are meant: one at least. */
export function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError(`Expected a whole number from 1 on, found "${text}".`);
  return value;
}
