import { z } from "zod";
import { secureAddress } from "../secure-address.ts";

/** The part of `mail:` that says where readers sign up, choose and leave. */
export const serviceShape = {
  /** Public address of `subscribe-server`, without query or fragment. */
  service: secureAddress
    .refine((text) => !/[?#]/.test(text), {
      error: "expected an address without query or fragment",
    })
    .transform((text) => (text.endsWith("/") ? text : `${text}/`))
    .exactOptional(),
  /** Topic of Amazon SNS whose messages about bounces are believed, such as `arn:aws:sns:eu-west-1:123456789012:bounces`. */
  snsTopic: z
    .string()
    .regex(/^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w-]+$/, "expected the ARN of a topic of Amazon SNS")
    .exactOptional(),
};

/** Where readers find the service of a publication that says nothing of it: on the machine that it is tried on. */
export const LOCAL_SERVICE = "http://127.0.0.1:4324/";

/** Where a sign-up form is sent, and the name of its field for the address; undefined without a service. */
export function signUpAddress(service: string | undefined) {
  return service === undefined ? undefined : { action: `${service}subscribe`, field: "email" };
}
