import { dirname, join } from "node:path";
import { mistake } from "../base/problem.ts";
import { keysOf, planBatches } from "../gather/live/batches.ts";
import { editionTime } from "../jobs/schedule-days.ts";
import { pinnedVersion } from "../publication/pinned.ts";
import { loadPublication } from "../publication/publication.ts";
import type { Answer, Call } from "./call.ts";

/** Values of the moment (`coingecko`) stand for the day that just ended, so the sources are asked soon after midnight too. */
const AFTER_MIDNIGHT = 20;

/** The package that the publication has installed, and no other of that name. */
const INSTALLED = "./node_modules/.bin/bellwether";
/** The same where the publication is the program's own folder. */
const CHECKOUT = "npm run -s bellwether --";

/**
 * Ready definitions of the daily run for cron, systemd and GitHub Actions; each makes up for missed days, publishes what is approved
 * whatever else happened, and ends with the worse of the two exit statuses.
 * @throws Failure (2) where no version of the program is pinned: another one of its name must not be run in its place.
 */
export async function schedule(call: Call): Promise<Answer> {
  const { world, home, kit } = call;
  const isCheckout = home === world.programFolder;
  const pinned = pinnedVersion(world, home);
  if (!isCheckout && pinned === undefined) throw unpinned();
  const live = world.files.exists(join(home, "live.yaml"));
  const { cutoff, catalogue } = loadPublication(world, home, kit, { live });
  const keys = keysOf(planBatches(kit, catalogue.series.values())).map(({ name }) => name);
  const time = editionTime(cutoff);
  // Where this Node is: a scheduler looks for programs in few folders.
  const path = `${dirname(world.executable)}:/usr/local/bin:/usr/bin:/bin`;
  const program = isCheckout ? CHECKOUT : INSTALLED;
  const value = {
    cron: cron(home, program, time, path),
    systemd: systemd(home, program, time, path),
    actions: actions(program, time, keys),
  };
  const isInstalled = isCheckout || world.files.exists(join(home, INSTALLED));
  return {
    status: 0,
    lines: [
      ...(isInstalled ? [] : ["# First: npm install, in the publication's folder.", ""]),
      "# cron: crontab -e. A machine that slept makes up for missed days at its next run. What needs a person is mailed.",
      ...keysLine(keys),
      value.cron,
      "",
      "# systemd: ~/.config/systemd/user/bellwether.service and .timer, then: systemctl --user enable --now bellwether.timer",
      value.systemd,
      "",
      "# GitHub Actions: .github/workflows/daily.yaml. Keys are repository secrets; in Settings, Pages, choose GitHub Actions as the source.",
      ...(pinned?.startsWith("file:")
        ? [`# It needs a version that the registry has: package.json asks for ${pinned}.`]
        : []),
      value.actions,
    ],
    value,
  };
}

function unpinned(): Error {
  return mistake({
    code: "not-pinned",
    file: "package.json",
    message: "It names no version of bellwether, so that a schedule could run any.",
    advice: "`bellwether init .` writes one where the file is missing; then npm install.",
  });
}

function keysLine(keys: readonly string[]): string[] {
  return keys.length === 0 ? [] : [`# Keys stand in var/secrets.env: ${keys.join(", ")}.`];
}

interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

const two = (part: number): string => String(part).padStart(2, "0");

/** The edition, then the site of all that is approved, whatever became of the edition; ends with the worse status of the two. */
function run(program: string, publishTo = ""): string[] {
  return [
    "s=0; p=0",
    `${program} daily --live || s=$?`,
    `${program} publish --live${publishTo} || p=$?`,
    '[ "$s" -gt "$p" ] || s=$p',
  ];
}

/** Cron mails what a line prints: nothing when all is well, the end of the log when something needs a person. */
function cron(home: string, program: string, { hour, minute }: TimeOfDay, path: string): string {
  const quoted = `'${home.replaceAll("'", `'\\''`)}'`.replaceAll("%", "\\%");
  const line = (work: string): string =>
    `cd ${quoted} && mkdir -p var && { ${work}; } >> var/daily.log 2>&1 || { s=$?; tail -n 40 var/daily.log; exit $s; }`;
  return [
    "CRON_TZ=UTC",
    `PATH=${path}`,
    `${AFTER_MIDNIGHT} 0 * * * ${line(`${program} gather --live`)}`,
    `${minute} ${hour} * * * ${line(`(${run(program).join("; ")}; exit $s)`)}`,
  ].join("\n");
}

function systemd(home: string, program: string, { hour, minute }: TimeOfDay, path: string): string {
  const folder = home.replaceAll("%", "%%");
  return `[Unit]
Description=Bellwether: the daily edition
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory=${folder}
EnvironmentFile=-${folder}/var/secrets.env
Environment=PATH=${path.replaceAll("%", "%%")}
ExecStart=/bin/sh -c '${run(program).join("; ").replaceAll("$", "$$$$")}; exit $$s'

[Timer]
OnCalendar=*-*-* 00:${two(AFTER_MIDNIGHT)}:00 UTC
OnCalendar=*-*-* ${two(hour)}:${two(minute)}:00 UTC
Persistent=true

[Install]
WantedBy=timers.target`;
}

/** @param keys of the sources in use; those that are not set are empty there, which counts as not set. */
function actions(program: string, { hour, minute }: TimeOfDay, keys: readonly string[]): string {
  const env = keys.map((name) => `\n          ${name}: \${{ secrets.${name} }}`).join("");
  return `name: daily
on:
  schedule:
    - cron: "${AFTER_MIDNIGHT} 0 * * *"
    - cron: "${minute} ${hour} * * *"
  workflow_dispatch:
concurrency:
  group: daily
  cancel-in-progress: false
permissions:
  contents: write
  pages: write
  id-token: write
jobs:
  edition:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: \${{ steps.deploy.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 24 }
      - uses: actions/cache/restore@v4
        with: { path: var, key: "store-\${{ github.run_id }}", restore-keys: store- }
      # With a package-lock.json in the repository, the very same packages each day.
      - run: npm install --no-audit --no-fund
      - id: edition
        run: |
          ${run(program, " --to public").join("\n          ")}
          echo "status=$s" >> "$GITHUB_OUTPUT"
          [ "$p" -gt 1 ] || echo "published=yes" >> "$GITHUB_OUTPUT"${env === "" ? "" : `\n        env:${env}`}
      - run: |
          git config user.name bellwether
          git config user.email bellwether@users.noreply.github.com
          git add content/editions
          git diff --cached --quiet || { git commit -m "Edition of $(date -u +%F)" && git push; }
      - uses: actions/cache/save@v4
        with: { path: var, key: "store-\${{ github.run_id }}" }
      - if: steps.edition.outputs.published
        uses: actions/upload-pages-artifact@v3
        with: { path: public }
      - id: deploy
        if: steps.edition.outputs.published
        uses: actions/deploy-pages@v4
      # A run that fails is mailed: something needs a person.
      - run: exit \${{ steps.edition.outputs.status }}`;
}
