import type { Context } from "hono";

/** The fields of a form that was sent; none where the body is no form. */
export async function formOf(context: Context): Promise<URLSearchParams> {
  try {
    const fields = new URLSearchParams();
    for (const [name, value] of await context.req.formData())
      if (typeof value === "string") fields.append(name, value);
    return fields;
  } catch {
    return new URLSearchParams();
  }
}
