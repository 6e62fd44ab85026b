import { expect, test } from "vitest";
import { renderCard } from "../../../generator/publish/cards/render-card.ts";
import { renderCards } from "../../../generator/publish/cards/card-pool.ts";
import { cardSvg } from "../../../generator/publish/cards/card-svg.ts";
import { loadFonts } from "../../../generator/publish/cards/font.ts";
import { realWorld } from "../../../generator/world/disk.ts";

const fonts = loadFonts(realWorld());
const svgs = Array.from({ length: 30 }, (_, at) =>
  cardSvg(
    { publication: "Bench", title: `Card ${at}`, date: "May 8, 2025", figure: undefined },
    fonts,
  ),
);

test("many cards shared out among the cores are the very cards drawn one by one, in their order", () => {
  const drawn = renderCards(svgs, fonts).map((each) => Buffer.from(each));
  expect(drawn).toEqual(svgs.map((svg) => Buffer.from(renderCard(svg, fonts))));
});

test("a card that cannot be drawn fails as it does alone", () => {
  const broken = [...svgs.slice(0, 26), "<svg", ...svgs.slice(26)];
  expect(() => renderCards(broken, fonts)).toThrow(/./);
});
