import type { Context, Hono, MiddlewareHandler } from "hono";
import type { ToldPerson } from "./people.ts";
import type { Person, Role } from "../../review/workflow/people.ts";

/** The pages of access, by their layouts in `site/desk`. */
export interface AccessPages {
  "sign-in": {
    readonly formToken: string;
    /** What was wrong with the try before. */
    readonly problem: string | undefined;
    /** The name that was typed. */
    readonly name: string;
    /** Path to go on to. */
    readonly to: string;
    /** Where signing in with an account of the publisher's own provider begins. */
    readonly openId: string | undefined;
    /** Whether the address is one at which browsers keep passkeys. */
    readonly hasPasskeys: boolean;
  };
  "set-password": {
    readonly formToken: string;
    readonly problem: string | undefined;
    readonly name: string;
    readonly hasPasskeys: boolean;
  };
  account: {
    readonly formToken: string;
    readonly problem: string | undefined;
    /** What was just done. */
    readonly done: string | undefined;
    readonly name: string;
    readonly role: Role;
    /** Absent for the one person of a machine, who has neither password nor passkey. */
    readonly keys:
      | {
          readonly hasPassword: boolean;
          /** Recovery codes that are left; undefined where there is no second factor. */
          readonly recovery: string | undefined;
          readonly hasPasskeys: boolean;
          readonly passkeys: readonly { readonly id: string; readonly added: string }[];
        }
      | undefined;
    readonly sessions: readonly {
      readonly id: string;
      readonly browser: string;
      readonly address: string;
      readonly began: string;
      readonly seen: string;
      readonly isThis: boolean;
    }[];
    readonly hasOthers: boolean;
  };
  /** The code behind a right password. */
  "second-factor": {
    readonly formToken: string;
    readonly id: string;
    /** That the password was right, in this browser and a moment ago. */
    readonly proof: string;
    readonly to: string;
    readonly problem: string | undefined;
  };
  "set-second-factor": {
    readonly formToken: string;
    readonly secret: string;
    /** The secret in groups of four, to be typed. */
    readonly shown: string;
    readonly uri: string;
    /** The address as a picture for a camera: markup, safe to print. */
    readonly picture: string;
    readonly problem: string | undefined;
  };
  "recovery-codes": { readonly formToken: string; readonly codes: readonly string[] };
  users: {
    readonly formToken: string;
    readonly done: string | undefined;
    readonly problem: string | undefined;
    /** A one-time link that was just made, and until when it is good. */
    readonly link: string | undefined;
    readonly until: string | undefined;
    readonly people: readonly (ToldPerson & {
      readonly isSelf: boolean;
      readonly roles: readonly { readonly role: Role; readonly isTheirs: boolean }[];
    })[];
    readonly roles: readonly Role[];
    /** Nobody is named yet: the desk is still for the one person at its machine. */
    readonly isFirst: boolean;
  };
  /** Why nothing else is shown, and what to do. */
  refused: { readonly title: string; readonly text: string };
}

export type AccessPage = keyof AccessPages;

/** Titles of these pages, and the modules of `site/desk` that they run. */
export const ACCESS_FRAMES: Readonly<
  Record<AccessPage, { readonly title: string; readonly scripts: readonly string[] }>
> = {
  "sign-in": { title: "Sign in", scripts: ["passkey.js"] },
  "set-password": { title: "Set a password", scripts: ["passkey.js"] },
  account: { title: "Your account", scripts: ["passkey.js"] },
  "second-factor": { title: "The code of your app", scripts: [] },
  "set-second-factor": { title: "Set up a second factor", scripts: [] },
  "recovery-codes": { title: "Your recovery codes", scripts: [] },
  users: { title: "Users", scripts: [] },
  refused: { title: "Not done", scripts: [] },
};

export interface AccessOptions {
  /** Prints a page of access in the desk's frame, as HTML. */
  page<Name extends AccessPage>(context: Context, name: Name, values: AccessPages[Name]): string;
  /** Paths, or beginnings of them that end with `/`, which nobody has to sign in for: styles and scripts. */
  readonly open: readonly string[];
  /** Told of each sign-in, each that failed and each that was put off, in a line. */
  tell(line: string): void;
}

/** Who may come in, and what they may do there. */
export interface Access {
  /**
   * Before every route of the desk: host, origin, form token, size of what is sent, security headers, and the session. A path that is
   * neither `open` nor one of `routes` is for people who are signed in only; others are led to the sign-in.
   */
  readonly middleware: MiddlewareHandler;
  /** Sign-in, sign-out, one-time links, passkeys, the way back from the provider of accounts, `/account`. */
  readonly routes: Hono;
  /** Whoever is signed in. */
  personOf(context: Context): Person | undefined;
  /** Lets those on who may do as much; answers 403 to the others. */
  require(role: Role): MiddlewareHandler;
  /** For every form's hidden field `form-token`, or the header `x-form-token` of a request by script; another one at each call. */
  formToken(context: Context): string;
  /**
   * Path of a link by which the one person of a machine comes in: spent at its first use, worth nothing after ten minutes.
   * Undefined where there are users, who sign in.
   */
  firstLink(): Promise<string | undefined>;
  /** @throws Failure (2) where the desk must not listen at this address of the machine. */
  mayListen(host: string): Promise<void>;
}

/** Where the desk listens on its own machine unless told. */
export const DESK_PORT = 4322;
