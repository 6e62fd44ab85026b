import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  HighlightStyle,
  Language,
  defineLanguageFacet,
  syntaxHighlighting,
} from "@codemirror/language";
import { forEachDiagnostic, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { parser } from "@lezer/markdown";

const markdown = new Language(defineLanguageFacet(), parser, [], "markdown");

const LOOK = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "700", fontSize: "1.1em" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: [tags.link, tags.url, tags.processingInstruction], color: "var(--soft)" },
]);

const THEME = EditorView.theme({
  "&": { color: "var(--ink)", minHeight: "20rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": {
    padding: "0.75rem",
    fontFamily: "var(--serif)",
    fontSize: "1.0625rem",
    lineHeight: "1.6",
    caretColor: "var(--ink)",
  },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground":
    {
      background: "color-mix(in srgb, var(--accent) 25%, transparent)",
    },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    backgroundColor: "var(--stop-tint)",
    textDecoration: "underline wavy var(--stop) 1.5px",
    textUnderlineOffset: "0.2em",
  },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--warn) 1.5px",
    textUnderlineOffset: "0.2em",
  },
  ".cm-lintRange-info": { backgroundImage: "none", backgroundColor: "var(--person-tint)" },
  ".cm-tooltip": {
    maxWidth: "32rem",
    border: "1px solid var(--soft)",
    background: "var(--raised)",
    color: "var(--ink)",
    font: "0.9375rem / 1.45 var(--sans)",
  },
  ".cm-diagnostic": { padding: "0.5rem 0.75rem" },
  ".cm-diagnosticAction": {
    display: "block",
    margin: "0.4rem 0 0",
    padding: "0.25rem 0.6rem",
    background: "var(--ink)",
    color: "var(--paper)",
  },
  ".cm-tooltip-autocomplete ul li": { padding: "0.2rem 0.6rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    background: "var(--ink)",
    color: "var(--paper)",
  },
  ".cm-completionDetail": { marginLeft: "1em", fontStyle: "normal", opacity: "0.8" },
  ".cm-panels": { background: "var(--tint)", color: "var(--ink)" },
});

const SEVERITIES = { error: "error", warning: "warning", notice: "info" };

/** Words before the cursor that may name a figure. */
const NAMED = /[\p{L}\p{N}][\p{L}\p{N}/&]*(?: [\p{L}\p{N}][\p{L}\p{N}/&]*){0,3}$/u;

/** A line that puts in a chart, up to the cursor, where its series is not yet written. */
const CHART_LINE = /^::(?:[a-z]*|chart [^ ]*)$/;
const CHART = "::chart ";

/** Takes what the message at the cursor proposes. */
function mend(view) {
  const { head } = view.state.selection.main;
  let isMended = false;
  forEachDiagnostic(view.state, (diagnostic, from, to) => {
    const [action] = diagnostic.actions ?? [];
    if (isMended || !action || head < from || head > to) return;
    action.apply(view, from, to);
    isMended = true;
  });
  return isMended;
}

/**
 * Puts an editor into the place of a text area, which goes on holding what the form sends. It lives in a shadow root, where its style
 * is a style sheet of its own and no element: the page allows none.
 */
export function openCode(area, { changed, figures, charts, save }) {
  const host = document.createElement("div");
  host.className = "cm-host";
  const root = host.attachShadow({ mode: "open" });
  area.after(host);
  area.hidden = true;
  const label = document.querySelector(`label[for=${area.id}]`);
  label.id = `${area.id}-label`;

  /** A line that begins with two colons puts in a chart. */
  const completeChart = async (context) => {
    const line = context.matchBefore(CHART_LINE);
    if (!line) return null;
    if (!line.text.startsWith(CHART)) {
      const options = [{ label: "::chart", detail: "a chart of a series", apply: CHART }];
      return { from: line.from, options };
    }
    const asked = line.text.slice(CHART.length);
    const found = await charts(asked);
    if (context.aborted) return null;
    return {
      from: line.to - asked.length,
      filter: false,
      options: found.map(({ label, text, detail }) => ({ label, detail, apply: text })),
    };
  };

  const complete = async (context) => {
    if (context.matchBefore(CHART_LINE)) return null;
    const named = context.matchBefore(NAMED);
    const [, word = "", name = ""] = /^(.* )?(\S+)$/.exec(named?.text ?? "") ?? [];
    if (!named || (!context.explicit && (word === "" || name.length < 2))) return null;
    // The longest run of words that names a figure is taken: what stands before it is the sentence.
    const words = named.text.split(" ");
    for (let first = 0; first < words.length; first++) {
      if (!context.explicit && words.length - first < 2) return null;
      const asked = words.slice(first).join(" ");
      const found = await figures(asked);
      if (context.aborted) return null;
      if (found.length === 0) continue;
      return {
        from: named.to - asked.length,
        filter: false,
        options: found.map(({ label, text, detail }) => ({
          label,
          detail,
          apply: text,
          type: "constant",
        })),
      };
    }
    return null;
  };

  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        markdown,
        syntaxHighlighting(LOOK),
        THEME,
        autocompletion({
          override: [complete, completeChart],
          icons: false,
          activateOnTypingDelay: 250,
        }),
        keymap.of([
          { key: "Mod-Enter", run: () => (save(), true) },
          { key: "Mod-s", run: () => (save(), true) },
          { key: "Mod-.", run: mend },
          ...lintKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.contentAttributes.of({ "aria-label": label.textContent, spellcheck: "true" }),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (!docChanged) return;
          area.value = state.doc.toString();
          changed();
        }),
      ],
    }),
  });

  return {
    host: view.dom,
    /** Marks what the check says, under the words that it is about. */
    show(messages) {
      const end = view.state.doc.length;
      const diagnostics = messages
        .filter(({ from, to }) => from >= 0 && to <= end && from < to)
        .map(({ from, to, severity, message, expected }) => ({
          from,
          to,
          severity: SEVERITIES[severity],
          message,
          actions:
            expected === undefined
              ? []
              : [
                  {
                    name: `Take ${expected}`,
                    apply: (target, start, stop) =>
                      target.dispatch({ changes: { from: start, to: stop, insert: expected } }),
                  },
                ],
        }));
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    /** Puts the cursor on a stretch. */
    goTo(from, to) {
      view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
      view.focus();
    },
    replace(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
  };
}

/** The messages about a field. */
export function wrongIn(messages, name) {
  return messages.filter(({ part, severity }) => part === name && severity === "error");
}

/** Lists what is to be mended; each leads to its words. */
export function messagesIn(list, messages, code) {
  const items = messages
    .filter(({ severity }) => severity === "error")
    .map(({ message, part, from, to }) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "plain row-blocked";
      button.textContent = message;
      button.addEventListener("click", () => {
        if (part === "body") code.goTo(from, to);
        else document.querySelector(`#edit [name="${CSS.escape(part)}"]`)?.focus();
      });
      item.append(button);
      return item;
    });
  list.replaceChildren(...items);
}
