/**
 * An edition posted to a real WordPress on this machine, corrected and withdrawn there: `node test/deliver/wordpress.ts` as root, with
 * `apt-get install --no-install-recommends wordpress wordpress-theme-twentytwentyone mariadb-server php-cli php-mysql php-gd`. Last run with WordPress 6.1.9, PHP 8.2.36 and
 * MariaDB 10.11.19. It runs servers of its own on ports of 127.0.0.1, from folders of its own, and leaves nothing behind.
 */
import { execFileSync } from "node:child_process";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { answering, startMariaDb, trialOf, type Trial } from "./real-thing.ts";
import { play, type SitePost } from "./site-trial.ts";

const PORT = 8471;
const DATABASE_PORT = 8472;
const SITE = `http://127.0.0.1:${PORT}`;

const CONFIG = `<?php
define('DB_NAME', 'trial'); define('DB_USER', 'trial'); define('DB_PASSWORD', ''); define('DB_HOST', '127.0.0.1:${DATABASE_PORT}');
define('DB_CHARSET', 'utf8mb4'); define('WP_ENVIRONMENT_TYPE', 'local'); define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true); define('WP_HOME', '${SITE}'); define('WP_SITEURL', '${SITE}');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;

/** Installs it, and prints an application password. */
const INSTALL = `<?php
define('WP_INSTALLING', true); $_SERVER['HTTP_HOST'] = '127.0.0.1:${PORT}';
require __DIR__ . '/wp-load.php'; require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Trial', 'desk', 'desk@example.org', true, '', 'a password of the trial');
update_option('permalink_structure', $argv[1]); switch_theme('twentytwentyone'); flush_rewrite_rules();
echo WP_Application_Passwords::create_new_application_password(1, ['name' => 'bellwether'])[0];
`;

const ROUTER = `<?php
$path = __DIR__ . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (is_file($path)) return false;
$_SERVER['SCRIPT_NAME'] = '/index.php'; chdir(__DIR__); require __DIR__ . '/index.php';
`;

/** @returns an application password */
function install(trial: Trial): string {
  const site = join(trial.folder, "site");
  cpSync("/usr/share/wordpress", site, { recursive: true, dereference: true });
  rmSync(join(site, "wp-config.php"));
  writeFileSync(join(site, "wp-config.php"), CONFIG);
  writeFileSync(join(site, "install.php"), INSTALL);
  writeFileSync(join(site, "router.php"), ROUTER);
  const permalinks = process.argv[2] ?? "/%year%/%monthnum%/%day%/%postname%/";
  const password = execFileSync("php", [join(site, "install.php"), permalinks], {
    encoding: "utf8",
  });
  trial.start("php", "php", ["-S", `127.0.0.1:${PORT}`, "-t", site, join(site, "router.php")]);
  return password.trim();
}

interface WpPost {
  readonly id: number;
  readonly slug: string;
  readonly status: string;
  readonly featured_media: number;
  readonly title: { readonly raw: string };
  readonly excerpt: { readonly raw: string };
  readonly content: { readonly raw: string };
  readonly tags: readonly number[];
}

async function postsAt(password: string): Promise<SitePost[]> {
  const authorization = `Basic ${Buffer.from(`desk:${password}`).toString("base64")}`;
  const ask = async <T>(path: string): Promise<T> => {
    const answer = await fetch(`${SITE}/?rest_route=/wp/v2/${path}`, {
      headers: { authorization },
    });
    return (await answer.json()) as T;
  };
  const posts = await ask<WpPost[]>("posts&status=any&context=edit&per_page=50");
  const tags = await ask<{ id: number; name: string }[]>("tags&per_page=100");
  const media = await ask<{ id: number; source_url: string; alt_text: string }[]>("media");
  return posts
    .filter(({ slug }) => slug !== "hello-world")
    .map(({ id, slug, status, title, excerpt, content, ...post }) => {
      const picture = media.find((each) => each.id === post.featured_media);
      return {
        id: String(id),
        slug,
        isPublic: status === "publish",
        title: title.raw,
        excerpt: excerpt.raw,
        tags: post.tags.map((each) => tags.find((tag) => tag.id === each)?.name ?? "?"),
        html: content.raw,
        canonical: /<a href="([^"]+)">\1<\/a><\/p>$/.exec(content.raw)?.[1] ?? "",
        picture: picture && { url: picture.source_url, alt: picture.alt_text },
      };
    });
}

await using trial = await trialOf(
  "wordpress",
  `\nchannels:\n  wordpress: { url: "${SITE}", user: desk }\n`,
);
await startMariaDb(trial, DATABASE_PORT);
const password = install(trial);
trial.secret("WORDPRESS_APP_PASSWORD", password);
await answering(SITE, (status) => status === 200);
await play(trial, {
  channel: "wordpress",
  posts: () => postsAt(password),
  makesPost: (method, path) => method === "POST" && /\/wp\/v2\/posts(?:$|[?&])/.test(path),
});
