import { DAY_MS } from "../../base/day.ts";
import { CALENDAR_PAGE, HOME_PAGE, relativeLink, subjectPath } from "../model/address.ts";
import type { Layouts } from "../theme/layouts.ts";
import { chartValues } from "../charts/course.ts";
import { dataSiteOf } from "../model/edition-desk.ts";
import { daysOf } from "./calendar.ts";
import { outAt } from "../../publication/events/event.ts";
import { websiteThings } from "../model/structured-data.ts";
import { commonValues } from "../model/page-head.ts";
import type { SiteFile } from "../build/site-file.ts";
import { newestChange } from "../../articles/corrections.ts";
import type { PlacedArticle } from "../model/placed-article.ts";
import { listedGuest, listedValues, type Site } from "../model/site.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";

type HomeValues = LayoutValues<"home">;

type LeadValues = NonNullable<HomeValues["lead"]>;

/** Articles that the home page tells with their summaries, after its lead. */
const BESIDE = 3;

/** Articles that people wrote, of which it tells so many. */
const GUESTS = 3;

/** Articles that it tells by date and title after those. */
const EARLIER = 12;

/** The newest edition's first story, the day's figures, then what came before it. */
export function homePage(site: Site, layouts: Layouts): SiteFile {
  const { name, description } = site.publication;
  const listed = (article: PlacedArticle) => listedValues(site, article, HOME_PAGE);
  const [lead, ...rest] = site.articles;
  const head = {
    path: HOME_PAGE,
    title: name,
    description,
    day: lead?.frontMatter.edition,
    card: lead && site.cards?.get(lead.path),
    structured: websiteThings(site),
  };
  const content = layouts.render("home", {
    ...commonValues(site, head),
    lead: lead && {
      ...listed(lead),
      chart: chartOf(site, lead),
      opening: lead.rendered.opening,
      headings: lead.rendered.headings
        .filter(({ isBackMatter }) => !isBackMatter)
        .map(({ id, title }) => ({ href: `${listed(lead).href}#${id}`, title })),
    },
    figures: figuresOf(site),
    week: weekOf(site),
    beside: rest.slice(0, BESIDE).map(listed),
    guests: site.guests.slice(0, GUESTS).map((guest) => listedGuest(site, guest, HOME_PAGE)),
    earlier: rest.slice(BESIDE, BESIDE + EARLIER).map(listed),
  });
  return { path: HOME_PAGE, content, modified: newestChange(site.articles) };
}

/** The first picture of an article: below its summary it tells more than the first lines, which say the summary again. */
function chartOf({ charts }: Site, article: PlacedArticle): LeadValues["chart"] {
  const first = charts?.ofArticle(article)[0];
  return first && chartValues(first);
}

/** What is scheduled for the week after the newest edition. */
function weekOf(site: Site): HomeValues["week"] {
  const data = dataSiteOf(site);
  if (!data) return undefined;
  const { instant } = data.newest.view;
  const ahead = data.newest.view
    .events()
    .filter((each) => outAt(each) > instant && Date.parse(each.at) <= instant + 7 * DAY_MS);
  if (ahead.length === 0) return undefined;
  return { days: daysOf(ahead, data), href: relativeLink(HOME_PAGE, CALENDAR_PAGE) };
}

/** The day's table, each market with the way to its page. */
function figuresOf({ charts, articles }: Site): HomeValues["figures"] {
  const [newest] = articles;
  const figures = newest && charts?.ofDay(Date.parse(newest.frontMatter.date), newest.arrived);
  const written = new Set(articles.flatMap(({ frontMatter }) => frontMatter.subjects));
  return (
    figures && {
      ...figures,
      rows: figures.rows.map((row) => ({
        ...row,
        href: written.has(row.subject)
          ? relativeLink(HOME_PAGE, subjectPath(row.subject))
          : undefined,
      })),
    }
  );
}
