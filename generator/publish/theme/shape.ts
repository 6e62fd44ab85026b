/** A value that is printed escaped. */
export interface TextShape {
  readonly kind: "text";
}

/** Sanitised markup; the only value that a layout may print with three braces. */
export interface HtmlShape {
  readonly kind: "html";
}

/** A yes or no, for `{{#if}}`. */
export interface FlagShape {
  readonly kind: "flag";
}

/** Something that may be absent. */
export interface MaybeShape<S extends Shape = Shape> {
  readonly kind: "maybe";
  readonly of: S;
}

/** What `{{#each}}` walks over. */
export interface ListShape<S extends Shape = Shape> {
  readonly kind: "list";
  readonly of: S;
}

/** Named values. */
export interface RecordShape<F extends Fields = Fields> {
  readonly kind: "record";
  readonly fields: F;
}

export type Fields = { readonly [name: string]: Shape };

/** What a layout may name, and what it may do with it: layouts are checked against it when they load. */
export type Shape = TextShape | HtmlShape | FlagShape | MaybeShape | ListShape | RecordShape;

/** The value that has the shape `S`. */
export type ValueOf<S extends Shape> = S extends TextShape | HtmlShape
  ? string
  : S extends FlagShape
    ? boolean
    : S extends MaybeShape<infer Inner>
      ? ValueOf<Inner> | undefined
      : S extends ListShape<infer Inner>
        ? readonly ValueOf<Inner>[]
        : S extends RecordShape<infer F>
          ? { readonly [Name in keyof F]: ValueOf<F[Name]> }
          : never;

export const text: TextShape = { kind: "text" };
export const html: HtmlShape = { kind: "html" };
export const flag: FlagShape = { kind: "flag" };
export const maybe = <const S extends Shape>(of: S): MaybeShape<S> => ({ kind: "maybe", of });
export const list = <const S extends Shape>(of: S): ListShape<S> => ({ kind: "list", of });
export const record = <const F extends Fields>(fields: F): RecordShape<F> => ({
  kind: "record",
  fields,
});
