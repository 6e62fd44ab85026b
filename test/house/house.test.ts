import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { CALENDARS } from "../../generator/publication/calendars/built-in.ts";
import { arrowsOf, circlesOf, filesOf, ROOMS, roomOf } from "./imports.ts";

const GENERATOR = join(import.meta.dirname, "../../generator");
const arrows = arrowsOf(GENERATOR);

function rank(path: string): number {
  const room = roomOf(path);
  return room === "" ? ROOMS.length : (ROOMS as readonly string[]).indexOf(room);
}

test("no file leads back to itself, by a type or by a value", () => {
  expect(arrows.length).toBeGreaterThan(1000);
  expect(circlesOf(arrows)).toEqual([]);
});

test("a room knows the rooms before it only", () => {
  const back = arrows.filter(({ from, to }) => rank(to) > rank(from));
  expect(back.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test("every room has its place in the order, and only the program and the library lie on top", () => {
  const entries = readdirSync(GENERATOR, { withFileTypes: true });
  const rooms = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(rooms.filter((room) => !(ROOMS as readonly string[]).includes(room))).toEqual([]);
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  expect(files.filter((name) => name !== "cli.ts" && name !== "index.ts")).toEqual([]);
});

test("a calendar is named in no code outside the calendars", () => {
  const names = new RegExp(
    `(?<![\\w/])(?:${[...CALENDARS.keys()].filter((name) => !/^[a-z]+$/.test(name)).join("|")})(?![\\w/])`,
  );
  const found = filesOf(GENERATOR)
    .filter((path) => !path.startsWith(join(GENERATOR, "publication/calendars")))
    .filter((path) => names.test(readFileSync(path, "utf8")));
  expect(found.map((path) => relative(GENERATOR, path))).toEqual([]);
  expect(names.test('calendar === "XNYS"') && names.test('calendarOf("24/7")')).toBe(true);
});

test("a circle is found, of types or of values, and through a third", () => {
  const circle = [
    { from: "a", to: "b" },
    { from: "b", to: "c" },
    { from: "c", to: "a" },
    { from: "c", to: "d" },
  ];
  expect(circlesOf(circle)).toEqual([["a", "b", "c"]]);
  expect(circlesOf([{ from: "a", to: "b" }])).toEqual([]);
});
