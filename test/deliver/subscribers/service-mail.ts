import type { Publication } from "../../../generator/publication/publication.ts";

/** Where the service of these tests is reached from outside. */
export const SERVICE = "https://news.example.org/letters/";

/** What a publication says of its newsletter, as far as these tests need it. */
export const MAIL: NonNullable<Publication["mail"]> = {
  from: { name: "Example Markets", address: "daily@example.org" },
  postal: "1 Example Street",
  formats: ["daily", "weekly", "alert"],
  lead: "full",
  alertFrom: 65,
  transport: "sink",
};
