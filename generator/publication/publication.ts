import { join } from "node:path";
import { z } from "zod";
import type { World } from "../world/world.ts";
import type { Day } from "../base/day.ts";
import { mistake } from "../base/problem.ts";
import { loadYaml, type Loaded } from "../base/yaml.ts";
import type { CatalogueKit } from "./kit.ts";
import type { Catalogue } from "./catalogue.ts";
import { buildCatalogue, catalogueShape } from "./load-catalogue.ts";
import { loadCalendars } from "./calendars/load-calendars.ts";
import { channelsSchema, declaredChannels, type DeclaredChannel } from "./channel-settings.ts";
import { databaseSchema } from "./database-settings.ts";
import { deskSchema, type DeskSettings } from "./desk-settings.ts";
import { mailSchema, type MailSettings } from "./mail/mail-settings.ts";
import { pluginNames } from "./plugin-names.ts";
import { ALONE, reviewSchema, type ReviewPolicy } from "./review-policy.ts";
import { secureAddress } from "./secure-address.ts";
import { signUpAddress } from "./mail/service-settings.ts";
import { withNames } from "./names.ts";
import { withSubjectLists } from "./subject-lists.ts";
import { siteSchema, type SiteSettings } from "./site-settings.ts";
import { withLiveFile } from "./live-file.ts";
import { layersOf } from "./layers.ts";
import { hasVocabulary } from "./vocabulary.ts";

const text = z.string().trim().min(1);

/** Places that an article can be passed on to by a link. */
const SHARE_PLACES = ["bluesky", "linkedin", "reddit", "x"] as const;
export type SharePlace = (typeof SHARE_PLACES)[number];

const publicationSchema = z.strictObject({
  publication: z.strictObject({
    name: text,
    description: text,
    /** Address of the site's home page. */
    url: z.url("expected a web address such as https://example.org/"),
    language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'expected a language such as "en"'),
    author: z.strictObject({ name: text, role: text, bio: text }),
    /** Homes of the same publication in other languages, as seen from this one. */
    translations: z.array(text).exactOptional(),
    /** Where readers may pass articles on: plain links, which load nothing. */
    share: z.array(z.enum(SHARE_PLACES)).exactOptional(),
    /** Where the sign-up form for the newsletter is sent, and what the service calls the field of the address; our own `mail.service` unless told. */
    newsletter: z
      .strictObject({
        action: secureAddress,
        field: text.default("email"),
      })
      .exactOptional(),
  }),
  edition: z.strictObject({
    /** Time of day in UTC at which an edition is cut off. */
    cutoff: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as "12:00"'),
    /** `when-clean` approves drafts that check clean; `by-hand` waits for `approve`. */
    release: z.enum(["when-clean", "by-hand"]),
    /** Stories made every day, in the order of the edition; each decides itself whether it runs. */
    stories: z.array(text).min(1),
    /** First day that records of rules look at, where what was before was another market; all there is where it is left out. */
    recordsFrom: z.iso.date().exactOptional(),
  }),
  /** Who answers for a text, and by when; one person for each where it is left out. */
  review: reviewSchema.exactOptional(),
  /** Where people come to the review desk, and how they may sign in there. */
  desk: deskSchema.exactOptional(),
  /** The newsletter. */
  mail: mailSchema.exactOptional(),
  /** Where editions are posted. */
  channels: channelsSchema.exactOptional(),
  /** Where the site goes beside `site/dist`. */
  site: siteSchema.exactOptional(),
  /** Where the store lies, where not in a file: `databaseOf` reads it before anything else is loaded. */
  database: databaseSchema.exactOptional(),
  /** Packages whose plugins are added to the kit. */
  plugins: pluginNames,
  ...catalogueShape,
});

/** One publication: what `bellwether.yaml` says. */
export interface Publication {
  /** Absolute path of the folder that holds `bellwether.yaml`. */
  readonly home: string;
  /** What its declarations were held to. */
  readonly kit: CatalogueKit;
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly language: string;
  readonly author: { readonly name: string; readonly role: string; readonly bio: string };
  /** Homes of the same publication in other languages, as seen from this one; none when absent. */
  readonly translations?: readonly string[];
  /** Where readers may pass articles on, in order; nowhere when absent. */
  readonly share?: readonly SharePlace[];
  /** Where readers sign up for the newsletter; nowhere when absent. */
  readonly newsletter?: { readonly action: string; readonly field: string };
  readonly cutoff: string;
  readonly release: "when-clean" | "by-hand";
  readonly review: ReviewPolicy;
  readonly stories: readonly string[];
  /** First day that records of rules look at; all there is when absent. */
  readonly recordsFrom?: Day;
  /** Nothing is said of the review desk when absent. */
  readonly desk?: DeskSettings;
  /** Nothing is said of the newsletter when absent: `exampleMail` stands in. */
  readonly mail?: MailSettings;
  /** Where the site goes beside `site/dist`; nowhere when absent. */
  readonly site?: SiteSettings;
  /** Where editions are posted; nowhere when absent. */
  readonly channels?: readonly DeclaredChannel[];
  readonly catalogue: Catalogue;
}

/**
 * Reads and checks `bellwether.yaml`, and `live.yaml` over it when asked to.
 * @param options `language`: in place of the publication's own.
 * @throws Failure (2) with file, line and column for each mistake.
 */
export function loadPublication(
  world: World,
  home: string,
  kit: CatalogueKit,
  { live = false, language: wanted }: { readonly live?: boolean; readonly language?: string } = {},
): Publication {
  const file = "bellwether.yaml";
  const path = join(home, file);
  if (!world.files.exists(path)) {
    throw mistake({
      code: "no-publication",
      file,
      message: `There is no publication in ${home}.`,
      advice: "Name its folder with --home, or make one with `bellwether init`.",
    });
  }
  const declaredThere = loadYaml(world.files.read(path), publicationSchema, { file });
  const base = withSubjectLists(world, home, declaredThere);
  const loaded = live ? withLiveFile(world, home, base) : base;
  const {
    publication,
    edition,
    review = ALONE,
    desk,
    mail,
    channels,
    site,
    plugins: _plugins,
    database: _database,
    ...declared
  } = loaded.value;
  if (wanted === undefined) refuseUnknownLanguage(world, home, publication.language, loaded.place);
  const calendars = loadCalendars(world, home, kit.calendars, declared.calendars, loaded.place);
  const catalogue = buildCatalogue(declared, loaded.place, file, kit, calendars);
  const language = wanted ?? publication.language;
  const newsletter = publication.newsletter ?? signUpAddress(mail?.service);
  return {
    home,
    kit,
    ...publication,
    language,
    ...edition,
    review,
    ...(desk === undefined ? {} : { desk }),
    ...(mail === undefined ? {} : { mail }),
    ...(site === undefined ? {} : { site }),
    ...(newsletter === undefined ? {} : { newsletter }),
    ...(channels === undefined ? {} : { channels: declaredChannels(channels, loaded.place) }),
    catalogue: withNames(world, home, catalogue, language),
  };
}

/** Articles are written in a language that has words for them, in the publication's templates or the package's. */
function refuseUnknownLanguage(
  world: World,
  home: string,
  language: string,
  place: Loaded<unknown>["place"],
): void {
  if (hasVocabulary(world, home, language, "print")) return;
  const known = layersOf(world, home)
    .list("templates/vocabulary")
    .filter((each) => hasVocabulary(world, home, each, "print"));
  // Where there is none at all, it is not the language that is wrong.
  if (known.length === 0) return;
  throw mistake({
    code: "unknown-language",
    ...place(["publication", "language"]),
    message: `publication.language: there are no words for "${language}", since there is no templates/vocabulary/${language}/print.yaml.`,
    advice: `There are words for ${known.join(", ")}; templates/README.md says how to write those of another language.`,
  });
}

/** Where a value of `bellwether.yaml` is written, or its nearest parent. */
export function placeOfSetting(
  { files }: World,
  home: string,
  path: readonly PropertyKey[],
): ReturnType<Loaded<unknown>["place"]> {
  const file = "bellwether.yaml";
  return loadYaml(files.read(join(home, file)), z.unknown(), { file }).place(path);
}
