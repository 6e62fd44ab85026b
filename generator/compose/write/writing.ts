import type { EvidenceWriter } from "../evidence/evidence-writer.ts";
import type { Cast } from "../plan/cast.ts";
import type { Plan } from "../plan/plan.ts";
import type { Story } from "../plan/story.ts";
import type { Drafter } from "../print/drafting.ts";
import type { Recorder } from "../print/recorder.ts";
import type { Joining } from "./joining.ts";
import type { Phrasing } from "./phrasing.ts";

/** What the texts of one article are written with; figures and names in them are still marked. */
export interface Writing {
  readonly story: Story;
  readonly cast: Cast;
  readonly plan: Plan;
  readonly drafter: Drafter;
  readonly recorder: Recorder;
  readonly evidence: EvidenceWriter;
  readonly phrasing: Phrasing;
  readonly joining: Joining;
}
