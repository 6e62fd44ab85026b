import { z } from "zod";
import { forSchema } from "../../narrate/narrative-file.ts";
import { occasionSchema } from "./occasion.ts";

const text = z.string().trim().min(1);

const themes = z.array(text).min(1, "expected a theme or more");

/** The front matter of a story: when it runs, what it needs and how it is laid out. */
export const storySchema = z
  .strictObject({
    id: text,
    /** The editions that the story is due in. */
    runs: occasionSchema.default("daily"),
    /** What its own parts may name, as in a narrative. A kind of subject gives an article for each of them, about what concerns it. */
    for: forSchema.default({}),
    /** Kinds and subjects that all it prints is about, its headline and summary too; left out, what it is `for` and whatever else its themes tell. */
    only: z.array(text).min(1, "expected a kind or subject").optional(),
    /** The file's name where there are several articles: `{asset}` stands for the name of the subject. */
    slug: z
      .string()
      .regex(/^[a-z0-9{}-]+$/, "expected lower-case letters, digits, hyphens and {names}")
      .optional(),
    /** Themes of which only that is told whose price or level is newer than in the edition before, as where a source publishes a week at once. */
    fresh: z.array(text).default([]),
    /** Themes of which only that is told which the edition before had not: states that last, and are no news on their second day. */
    news: z.array(text).default([]),
    /** Articles of one edition at most, where there could be more: those whose leads matter most. */
    budget: z.number().int().min(1).exactOptional(),
    /** Stories that an edition writes before it: what their articles have told, this one tells by its `-beside` parts, and what they answer it answers last. */
    beside: z.array(text).default([]),
    /** Whether what adds no figure to these is left out: it is read beside them, and not by itself. */
    onlyNew: z.boolean().default(false),
    /** Fewest and most words between source line and sources. Above, the least salient is left out; below, the story does not run. */
    words: z
      .tuple([z.number().int().min(0), z.number().int().min(1)])
      .refine(([fewest, most]) => fewest <= most, "expected the fewest words before the most")
      .default([0, 100_000]),
    /** The finding that gives the headline: the story runs only when one of these themes is at least so salient. */
    lead: z
      .strictObject({
        themes,
        least: z.number(),
        /** Narratives that lead only where they are at least so salient, such as a stock index in an article about a coin. */
        leastOf: z.record(text, z.number()).default({}),
        /** What is about the first subject that the story names counts so much more. */
        mainBy: z.number().min(0).default(0),
        /** What is of an earlier day than the one before the edition, as a price that comes out a session late, counts so much less. */
        earlierBy: z.number().min(0).default(0),
        /** Themes that alone the second sentence of the summary is taken from, the first before the second. */
        second: z.array(text).optional(),
        /** Themes of a finding that the headline tells beside the lead: it is the second sentence of the summary, before any of those. */
        ofHeadline: themes.optional(),
        /** Of these themes, what is new and at least so salient, by its own record rare, stands in the summary whatever leads. */
        rarest: z.strictObject({ themes, least: z.number() }).optional(),
        /**
         * What has had no like for so many years and four times as long as what the lead's own headline tells ends the headline by its `# rare`, behind the
         * story's `# headline-rare`, where one of these leads; not where a relation tells a finding of `after` there.
         */
        rare: z
          .strictObject({ years: z.number().positive(), leads: themes, after: z.array(text) })
          .optional(),
        /** Themes of each of which one more sentence ends the summary, whatever stands before: what the day still brings. */
        ends: z.array(text).default([]),
        /** Narratives with which there is little to say: where one of them leads, the article has at most so many words. */
        brief: z.record(text, z.number().int().min(1)).default({}),
      })
      .optional(),
    /** Findings of other narratives there must be besides the lead for the story to run. */
    needs: z.number().int().min(0).default(0),
    /** Least salience at which a finding is interpreted: a reading with its risk. What is less salient is stated and left at that. */
    interpret: z.number().default(0),
    tags: z.array(text).default([]),
    sections: z
      .array(
        z.strictObject({
          title: text,
          /** Titles in place of that where all that it tells is of these themes, narratives, kinds or subjects: Oil, where gold has no news. */
          titles: z.record(text, themes).default({}),
          /** Themes and narratives; what it prints stands in their order. */
          themes,
          /** Kinds and subjects that all it prints is about, as a part of an article about several markets; left out, any. */
          only: z.array(text).min(1, "expected a kind or subject").optional(),
          /** Of these, what is about the lead's subject, or else the story's first, stands before the others. */
          mainFirst: themes.default([]),
          /** Of these, one that leads the article stands before all others. */
          opens: themes.default([]),
          /** Whether findings of several themes about one subject share a paragraph. */
          mixed: z.boolean().default(false),
          /** Themes and narratives that are one idea, list by list: what is of one shares a paragraph, what is of two has two. */
          ideas: z.array(themes).default([]),
          /** Of these, what is told stands in a paragraph of its own, one sentence or not: an event, which goes with no move. */
          apart: z.array(text).default([]),
          /** Whether short findings of any theme share its paragraphs, so that none is left with a sentence; where it has ideas, a lone one alone. */
          flowing: z.boolean().default(false),
          /** The least salience that a narrative needs to be printed here, where it is not any. */
          leastOf: z.record(z.string(), z.number()).default({}),
          /** Of these, it prints what is about a subject of which the article tells a figure before. */
          ifTold: themes.default([]),
          /** Whether it changes places with the other ranked ones, by its most salient finding. */
          ranked: z.boolean().default(false),
          /** Whether it gives up its title where it has a single sentence, which then stands below `elsewhere`. */
          small: z.boolean().default(false),
          /** Whether it stands first where it holds the lead. */
          leads: z.boolean().default(false),
          /** Narratives printed at most. */
          most: z.number().int().min(1),
          /** How many of them are interpreted, each with its risk. */
          readings: z.number().int().min(0).default(1),
        }),
      )
      .default([]),
    /** The title below which sections that are `small` stand together, a paragraph each, where each has a single sentence. */
    elsewhere: text.optional(),
    /**
     * What to watch: what `themes` have to say of it comes first, whether a section prints it or not, then what is printed, and what those of
     * `fill` say of a subject of which there is no line yet.
     */
    watch: z
      .strictObject({
        title: text,
        most: z.number().int().min(1),
        themes: themes.default([]),
        fill: themes.default([]),
      })
      .optional(),
    questions: z
      .strictObject({
        /** How many there are in any case, with something new in the answer or not. */
        least: z.number().int().min(0).default(0),
        most: z.number().int().min(1),
        /** Below so many, those that the story has to spare are asked, where they have something new in the answer. */
        enough: z.number().int().min(0).default(0),
      })
      .optional(),
  })
  .refine(({ lead, sections }) => (lead === undefined) === (sections.length === 0), {
    path: ["sections"],
    error: "expected a lead with sections, or neither in a story of lines",
  });
