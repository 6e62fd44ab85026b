/** Preloaded into a process (`node --import`): prints to standard error what of OpenTelemetry's SDK is loaded, or of ours that takes it. */
import { registerHooks } from "node:module";

registerHooks({
  resolve(name, context, next) {
    if (/@opentelemetry\/(?:sdk|exporter|resources)|\/tracing\./.test(name))
      process.stderr.write(`loads ${name}\n`);
    return next(name, context);
  },
});
