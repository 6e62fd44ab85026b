/**
 * An edition posted to a real Ghost on this machine, corrected and withdrawn there: `node test/deliver/ghost.ts FOLDER` as root, with MariaDB
 * (`apt-get install mariadb-server`) and, in FOLDER, Ghost: `npm pack ghost`, unpacked, and there
 * `npm install --omit=dev --legacy-peer-deps --ignore-scripts`. Last run with Ghost 6.65.0 on Node 24.21.0 and MariaDB 10.11.19. It runs servers of
 * its own on ports of 127.0.0.1, from folders of its own, and leaves nothing behind but what Ghost keeps in FOLDER.
 */
import { cpSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { answering, EDITION, startMariaDb, trialOf, type Trial } from "./real-thing.ts";
import { play, type SitePost } from "./site-trial.ts";

const PORT = 8473;
const DATABASE_PORT = 8474;
const SITE = `http://127.0.0.1:${PORT}`;
const ADMIN = `${SITE}/ghost/api/admin`;
const OWNER = { email: "desk@example.org", password: "lantern-42-oak-quay" };

function start(trial: Trial, folder: string): void {
  const content = join(trial.folder, "content");
  cpSync(join(folder, "content"), content, { recursive: true });
  trial.start("ghost", process.execPath, ["index.js"], {
    cwd: folder,
    env: {
      NODE_ENV: "development",
      url: `${SITE}/`,
      server__host: "127.0.0.1",
      server__port: String(PORT),
      database__client: "mysql",
      database__connection__host: "127.0.0.1",
      database__connection__port: String(DATABASE_PORT),
      database__connection__user: "trial",
      database__connection__password: "",
      database__connection__database: "trial",
      paths__contentPath: content,
      mail__transport: "SMTP",
      mail__options__host: "127.0.0.1",
      mail__options__port: "9",
      security__staffDeviceVerification: "false",
    },
  });
}

/** Asks as the owner of the site, who has signed in. */
type Owner = <T>(path: string, body?: object) => Promise<T>;

async function signedIn(): Promise<Owner> {
  const headers: Record<string, string> = { "content-type": "application/json", origin: SITE };
  const post = (path: string, body: object): Promise<Response> =>
    fetch(`${ADMIN}/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const owner = { ...OWNER, name: "Desk", blogTitle: "Trial" };
  await post("authentication/setup/", { setup: [owner] });
  // For a moment after it was set up, Ghost forgets whom it has let in.
  for (let left = 20; ; left--) {
    const session = await post("session/", { username: OWNER.email, password: OWNER.password });
    const cookies = session.headers.getSetCookie().map((each) => each.split(";")[0]);
    headers["cookie"] = cookies.join("; ");
    const { ok } = await fetch(`${ADMIN}/users/me/`, { headers });
    if (ok || left === 0) break;
    delete headers["cookie"];
    await pause(500);
  }
  return async <T>(path: string, body?: object): Promise<T> => {
    const answer = body ? await post(path, body) : await fetch(`${ADMIN}/${path}`, { headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
}

/** A key such as people find on the page of an integration of their own. */
async function adminKey(ask: Owner): Promise<string> {
  const { integrations } = await ask<{
    integrations: { api_keys: { type: string; secret: string }[] }[];
  }>("integrations/?include=api_keys", { integrations: [{ name: "bellwether" }] });
  return integrations[0]!.api_keys.find(({ type }) => type === "admin")!.secret;
}

interface GhostPost {
  readonly id: string;
  readonly slug: string;
  readonly status: string;
  readonly title: string;
  readonly custom_excerpt: string;
  readonly canonical_url: string;
  readonly html: string;
  readonly feature_image: string | null;
  readonly feature_image_alt: string | null;
  readonly tags: readonly { readonly name: string }[];
}

async function postsAt(ask: Owner): Promise<SitePost[]> {
  const { posts } = await ask<{ posts: GhostPost[] }>("posts/?limit=50&formats=html&include=tags");
  return posts
    .filter(({ slug }) => slug.includes(EDITION))
    .map(({ id, slug, status, title, html, tags, ...post }) => ({
      id,
      slug,
      title,
      html,
      isPublic: status === "published",
      excerpt: post.custom_excerpt,
      canonical: post.canonical_url,
      tags: tags.map(({ name }) => name),
      picture:
        post.feature_image === null
          ? undefined
          : { url: post.feature_image, alt: post.feature_image_alt ?? "" },
    }));
}

const [, , folder] = process.argv;
if (folder === undefined) throw new Error("expected the folder in which Ghost is installed");
await using trial = await trialOf("ghost", `\nchannels:\n  ghost: { url: "${SITE}" }\n`);
await startMariaDb(trial, DATABASE_PORT);
start(trial, resolve(folder));
await answering(`${ADMIN}/site/`, (status) => status === 200);
const ask = await signedIn();
trial.secret("GHOST_ADMIN_KEY", await adminKey(ask));
await play(trial, {
  channel: "ghost",
  posts: () => postsAt(ask),
  makesPost: (method, path) => method === "POST" && /\/admin\/posts\/(?:$|\?)/.test(path),
});
