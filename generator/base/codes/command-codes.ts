import type { Entries } from "./entry.ts";

/** The command line and the machine that it runs on. */
export const COMMANDS = {
  call: [2, "The command line is wrong."],
  "unknown-action": [2, "The command has no such action."],
  "two-clocks": [2, "A rehearsal and a replay each bring a clock."],
  range: [2, "A range ends before it begins."],
  "current-folder": [2, "The current folder no longer exists."],
  "missing-file": [2, "A file or folder is not there."],
  disk: [3, "The disk failed, or permission is denied."],
  busy: [3, "Another command holds what this one needs."],
  internal: [3, "A fault of the program."],
  "unknown-market": [2, "There is no sample of a market by this name."],
  "init-folder": [2, "A publication cannot be made in this folder."],
  "plugin-exists": [2, "There is a plugin of that name already."],
  "no-series": [2, "No series is declared, so there is nothing to write about."],
  "not-pinned": [2, "The publication's package.json names no Bellwether."],
  "own-package": [2, "The folder is Bellwether itself, from which nothing is ejected."],
  "unknown-path": [2, "The package has no file, folder or pattern of that name."],
} as const satisfies Entries;

/** The site and its theme. */
export const SITE = {
  alias: [2, "An alias is no path, or is taken."],
  nesting: [2, "A text is nested too deeply to be shown."],
  dist: [2, "Something that publish did not make stands at site/dist."],
  picture: [2, "A picture of an article is missing, is no picture, or has no description."],
  font: [2, "A file below site/fonts is no font that cards can be drawn with."],
  static: [2, "A file below site/static has the address of something else."],
  copy: [2, "The folder for a copy of the site cannot be written over."],
  "no-site": [2, "The site was never built."],
  "card-worker": [3, "A thread that draws cards ended before it was done."],
  "search-index": [3, "The search index cannot be made."],
  port: [3, "No port is free to serve at."],
  "missing-layout": [2, "A layout is missing."],
  "missing-style": [2, "A style sheet is missing."],
  "own-page": [2, "A page of the publisher's own holds or leads to what the site does not show."],
  "layout-form": [2, "A layout is not of the form that is understood."],
  "layout-value": [2, "A layout uses a value as another kind than it is."],
  "layout-raw": [2, "A layout prints a text raw."],
  "unknown-partial": [2, "No partial has that name."],
  "unknown-value": [2, "A layout names a value that its page does not have."],
  "no-site-store": [2, "The publication names no place for its site beside site/dist."],
  "site-key": [2, "A key that the place of the site asks for is not set."],
  "site-store": [3, "The place of the site does not do what it is asked."],
  "unknown-release": [2, "No site that is online has that name."],
} as const satisfies Entries;
