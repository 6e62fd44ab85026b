import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { imageSize } from "image-size";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { publish } from "../../generator/publish/publish.ts";
import { fixture } from "./fixtures.ts";
import { makeHome, type TestHome } from "./home.ts";
import { filesUnder } from "./whole.ts";

const DAY = "2025-05-08";
const PAGE = "2025/05/08/note";

function homeWith(body: string): TestHome {
  return makeHome([fixture(DAY, "note", { title: "A note", description: "Short." }, body)]);
}

async function putPicture(home: TestHome, ...names: string[]): Promise<void> {
  const path = home.path(...names);
  mkdirSync(join(path, ".."), { recursive: true });
  const picture = { width: 1200, height: 600, channels: 3, background: "#8c2020" } as const;
  writeFileSync(path, await sharp({ create: picture }).jpeg().toBuffer());
}

describe("a picture of an article", () => {
  test("stands beside it or below site/static, is offered in several sizes, and has its own size", async () => {
    const text = "![The desk at work](desk.jpg)\n\n![A street](/photos/wall%20street.jpg)";
    using home = homeWith(`## A section\n\n${text}\n\n![The desk at work](desk.jpg)`);
    await putPicture(home, "content", "editions", DAY, "desk.jpg");
    await putPicture(home, "site", "static", "photos", "wall street.jpg");
    const { dist } = await publish(home.world, home.publication);
    const html = readFileSync(join(dist, PAGE, "index.html"), "utf8");
    const shown =
      /<img src="(desk-1200\.[0-9a-f]{12}\.webp)" srcset="desk-480\.[^ ]+ 480w, desk-960\.[^ ]+ 960w, desk-1200\.[^ ]+ 1200w" sizes="[^"]+" width="1200" height="600" alt="The desk at work" loading="lazy" decoding="async">/;
    const [, largest = ""] =
      shown.exec(html.replaceAll(`https://bellwether.example/notes/${PAGE}/`, "")) ?? [];
    expect(html).toContain('alt="A street"');
    const files = filesUnder(join(dist, PAGE)).filter((path) => path.endsWith(".webp"));
    expect(files).toHaveLength(6);
    expect(imageSize(readFileSync(join(dist, PAGE, largest)))).toMatchObject({
      type: "webp",
      width: 1200,
      height: 600,
    });
    const markdown = readFileSync(join(dist, PAGE, "index.md"), "utf8");
    expect(markdown).toContain(`](https://bellwether.example/notes/${PAGE}/${largest})`);
    expect(readFileSync(join(dist, "feed.xml"), "utf8")).toContain(
      `src&#x3D;&quot;https://bellwether.example/notes/${PAGE}/${largest}&quot;`,
    );
  });

  test("is made again when the file of that name is another", async () => {
    using home = homeWith("![The desk](desk.png)");
    await putPicture(home, "content", "editions", DAY, "desk.png");
    await publish(home.world, home.publication);
    const other = { width: 500, height: 500, channels: 3, background: "#fff" } as const;
    const path = home.path("content", "editions", DAY, "desk.png");
    writeFileSync(path, await sharp({ create: other }).png().toBuffer());
    const { dist } = await publish(home.world, home.publication);
    expect(readFileSync(join(dist, PAGE, "index.html"), "utf8")).toContain('width="500"');
  });

  test.for([
    ["![](desk.jpg)", "says nothing to those who do not see it"],
    ["![The desk](missing.jpg)", "is not there"],
    ["![The desk](../../../../secret.jpg)", "is not there"],
    ["![The desk](note.md)", "is no PNG, JPEG, WebP or AVIF"],
  ])("%s stops the publish: it %s", async ([text = "", why]) => {
    using home = homeWith(text);
    await putPicture(home, "content", "editions", DAY, "desk.jpg");
    await putPicture(home, "secret.jpg");
    await expect(publish(home.world, home.publication)).rejects.toThrow(
      `content/editions/${DAY}/note.md: The picture ${text} ${why}.`,
    );
  });

  test("from another host is told by its description", async () => {
    using home = homeWith("![A tracker](https://tracker.example/x.png)");
    const { dist } = await publish(home.world, home.publication);
    const html = readFileSync(join(dist, PAGE, "index.html"), "utf8");
    expect(html).toContain("<p>A tracker</p>");
    expect(html).not.toContain("<img");
  });
});
