import { join } from "node:path";
import { keysOf, planBatches } from "../gather/live/batches.ts";
import { loadPublication } from "../publication/publication.ts";
import type { Answer, Call } from "./call.ts";

/** How long after the cut-off the edition is made, in minutes: what became public at the cut-off has arrived by then. */
const AFTER_CUTOFF = 5;
/** Values of the moment (`coingecko`) stand for the day that just ended, so the sources are asked soon after midnight too. */
const AFTER_MIDNIGHT = 20;

/** Ready definitions of the daily run for cron, systemd and GitHub Actions; each makes up for missed days. */
export async function schedule(call: Call): Promise<Answer> {
  const { world, home, kit } = call;
  const live = world.files.exists(join(home, "live.yaml"));
  const { cutoff, catalogue } = loadPublication(world, home, kit, { live });
  const keys = keysOf(planBatches(kit, catalogue.series.values())).map(({ name }) => name);
  const [hours = 0, minutes = 0] = cutoff.split(":").map(Number);
  const total = (hours * 60 + minutes + AFTER_CUTOFF) % 1440;
  const time = { hour: Math.floor(total / 60), minute: total % 60 };
  const value = {
    cron: cron(home, time),
    systemd: systemd(home, time),
    actions: actions(time, keys),
  };
  return {
    status: 0,
    lines: [
      "# cron: crontab -e. A machine that slept makes up for missed days at its next run.",
      value.cron,
      "",
      "# systemd: ~/.config/systemd/user/bellwether.service and .timer, then: systemctl --user enable --now bellwether.timer",
      value.systemd,
      "",
      "# GitHub Actions: .github/workflows/daily.yaml. Keys are repository secrets.",
      value.actions,
    ],
    value,
  };
}

interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

const two = (part: number): string => String(part).padStart(2, "0");

function cron(home: string, { hour, minute }: TimeOfDay): string {
  const quoted = `'${home.replaceAll("'", `'\\''`)}'`;
  return [
    "CRON_TZ=UTC",
    `${AFTER_MIDNIGHT} 0 * * * cd ${quoted} && npx bellwether gather --live >> var/daily.log 2>&1`,
    `${minute} ${hour} * * * cd ${quoted} && npx bellwether daily --live >> var/daily.log 2>&1 && npx bellwether publish --live >> var/daily.log 2>&1`,
  ].join("\n");
}

function systemd(home: string, { hour, minute }: TimeOfDay): string {
  return `[Unit]
Description=Bellwether: the daily edition
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory=${home.replaceAll("%", "%%")}
EnvironmentFile=-${home.replaceAll("%", "%%")}/var/secrets.env
ExecStart=/usr/bin/env npx bellwether daily --live
ExecStart=/usr/bin/env npx bellwether publish --live

[Timer]
OnCalendar=*-*-* 00:${two(AFTER_MIDNIGHT)}:00 UTC
OnCalendar=*-*-* ${two(hour)}:${two(minute)}:00 UTC
Persistent=true

[Install]
WantedBy=timers.target`;
}

/** @param keys of the sources in use; those that are not set are empty there, which counts as not set. */
function actions({ hour, minute }: TimeOfDay, keys: readonly string[]): string {
  const env = keys.map((name) => `\n          ${name}: \${{ secrets.${name} }}`).join("");
  return `name: daily
on:
  schedule:
    - cron: "${AFTER_MIDNIGHT} 0 * * *"
    - cron: "${minute} ${hour} * * *"
  workflow_dispatch:
concurrency: daily
permissions:
  contents: write
jobs:
  edition:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 24 }
      - uses: actions/cache@v4
        with: { path: var, key: "store-\${{ github.run_id }}", restore-keys: store- }
      - run: npm ci
      - run: npx bellwether daily --live${env === "" ? "" : `\n        env:${env}`}
      - run: npx bellwether publish --live
      - run: |
          git config user.name bellwether
          git config user.email bellwether@users.noreply.github.com
          git add content/editions
          git diff --cached --quiet || { git commit -m "Edition of $(date -u +%F)" && git push; }`;
}
