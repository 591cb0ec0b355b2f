import { ask } from "./api.js";
import { askForKey } from "./key.js";

let asked = null;

document.addEventListener("key-changed", () => {
  asked = null;
});

/** Whether keys are needed, and this tab's one: { required, key }. Asks for one where it is missing. */
export async function access() {
  asked ??= ask("access");
  try {
    const answer = await asked;
    return answer.required && !answer.key && (await askForKey()) ? access() : answer;
  } catch (error) {
    asked = null;
    throw error;
  }
}

export const mayWrite = ({ required, key }) => !required || ["write", "admin"].includes(key?.role);
export const isAdmin = ({ required, key }) => !required || key?.role === "admin";

/** Whose pictures they become where no uploader is named. */
export const ownUploader = ({ key }) => key?.uploaders?.[0] ?? "default";
