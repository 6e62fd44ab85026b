/** Signs in with a passkey, or makes one; the pages work without it, by password. */
const headers = (token) => ({
  accept: "application/json",
  "content-type": "application/json",
  "x-form-token": token,
});

async function ask(path, token, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: headers(token),
    body: JSON.stringify(body),
  });
  const value = await answer.json();
  if (!answer.ok) throw new Error(value.problem);
  return value;
}

/** What a one-time link says, where the page was opened by one. */
function linkHere() {
  const [, place, id, token] = location.pathname.split("/");
  return place === "welcome" ? { id, token } : undefined;
}

async function signIn(token, to) {
  const options = await ask("/passkey/options", token, {});
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await navigator.credentials.get({ publicKey });
  return ask("/passkey", token, { to, credential: credential.toJSON() });
}

async function make(token) {
  const link = linkHere();
  const options = await ask("/passkey/new/options", token, { link });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = await navigator.credentials.create({ publicKey });
  return ask("/passkey/new", token, { link, credential: credential.toJSON() });
}

const isAble = globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;

for (const place of isAble ? document.querySelectorAll("[data-passkey]") : []) {
  const { passkey, token, to } = place.dataset;
  const [button, said] = [place.querySelector("button"), place.querySelector("[role=alert]")];
  place.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    said.hidden = true;
    try {
      const done = await (passkey === "sign-in" ? signIn(token, to) : make(token));
      location.assign(done.to);
    } catch (error) {
      // A person who closes the browser's own window has changed their mind.
      said.textContent = error.name === "NotAllowedError" ? "Nothing was done." : error.message;
      said.hidden = false;
      button.disabled = false;
    }
  });
}
